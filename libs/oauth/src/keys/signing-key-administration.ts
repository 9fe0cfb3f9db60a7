import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { type Side, SIDES } from '../side.js';
import { InstancesRepository, type LiveInstance } from './instances.repository.js';
import { keyEvent, type KeyState, type SigningKey, stateOf } from './signing-key.entity.js';
import { verifiesUntil } from './key-plan.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** A key as somebody sees it who looks after it. */
export interface ListedKey extends Omit<
  SigningKey,
  'publicJwk' | 'authentication' | 'isAuthentic'
> {
  state: KeyState;
  /** In this state. */
  since: Date;
  /** Of a retired one: when it is removed, since every token that it signed has expired. */
  verifiesUntil: Date | null;
  /** Running processes of the side that cannot use it yet, by their names. */
  lackedBy: string[];
  /** False for one that the side ignores; null without the key-encryption key of the side. */
  authentic: boolean | null;
}

/** What became of the wish for a new key. */
export interface RequestedRotation {
  /** A key that is announced already, so that nothing was to be asked for. */
  underWay: string | null;
  /** Running processes of the side, any of which makes the key; without one the next that starts does. */
  instances: number;
}

/** What `retire` has done. */
export type Retirement =
  | { state: 'announced' }
  | { state: 'active'; rotation: RequestedRotation }
  | { state: 'retired'; verifiesUntil: Date };

/**
 * The signing keys of both sides for whoever looks after them, each act with its
 * audit event. Nothing here opens a key, so none of it needs a key-encryption key.
 */
@Injectable()
export class SigningKeyAdministration {
  constructor(
    private readonly keys: SigningKeysRepository,
    private readonly instances: InstancesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Of one side or of both: the newest first. */
  async list(side?: Side): Promise<ListedKey[]> {
    const keys = await this.keys.list(side);
    const live = new Map<Side, LiveInstance[]>();
    for (const each of SIDES) live.set(each, await this.instances.listLive(each));
    return keys.map((key) => {
      const { kid, side: of, algorithm, createdAt, activatedAt, retiredAt, isAuthentic } = key;
      const lacking = live.get(of)!.filter(({ keys: known }) => !known.includes(kid));
      return {
        kid,
        side: of,
        algorithm,
        createdAt,
        activatedAt,
        retiredAt,
        state: stateOf(key),
        since: retiredAt ?? activatedAt ?? createdAt,
        verifiesUntil: retiredAt && verifiesUntil(retiredAt),
        lackedBy: lacking.map(({ name }) => name),
        authentic: isAuthentic,
      };
    });
  }

  /** Asks for a new key; null is the algorithm that the side is configured with. */
  async requestRotation(
    side: Side,
    algorithm: SigningAlgorithm | null,
    actor: Actor,
  ): Promise<RequestedRotation> {
    return this.keys.locked(side, async (transaction) =>
      this.#requestRotation({ side, algorithm, actor }, transaction),
    );
  }

  /**
   * Ends a key without harm to any token: one that is announced only is removed,
   * for one that signs a new one is asked for. Null when there is no such key.
   */
  async retire(kid: string, actor: Actor): Promise<(Retirement & { key: SigningKey }) | null> {
    return this.#lock(kid, async (key, transaction) => {
      const { side } = key;
      const state = stateOf(key);
      if (state === 'retired') return { key, state, verifiesUntil: verifiesUntil(key.retiredAt!) };
      if (state === 'active') {
        const wish = { side, algorithm: null, actor };
        return { key, state, rotation: await this.#requestRotation(wish, transaction) };
      }
      await this.keys.delete(kid, transaction);
      const reason = 'it has signed nothing';
      await this.audit.record(keyEvent('key.removed', key, { actor, reason }), transaction);
      return { key, state };
    });
  }

  /**
   * Ends a key at once and for good: what it signed is refused by every process
   * of the side within moments. It takes no key-encryption key. When it was the one
   * that signs, a process of the side activates the announced one, which is named
   * here, or makes one. Null when there is no such key.
   */
  async withdraw(
    kid: string,
    actor: Actor,
  ): Promise<{ key: SigningKey; successor: string | null; instances: number } | null> {
    return this.keys.atOnce(async (transaction) => {
      const key = await this.keys.find(kid, transaction);
      if (!key || !(await this.keys.delete(kid, transaction))) return null;
      const { side, algorithm } = key;
      const state = stateOf(key);
      const before = { state, algorithm };
      await this.audit.record(keyEvent('key.withdrawn', key, { actor, before }), transaction);
      const instances = await this.instances.countLive(side, transaction);
      const announced = (await this.keys.list(side, transaction)).filter(
        (row) => row.isAuthentic !== false && stateOf(row) === 'announced',
      );
      const successor = state === 'active' ? (announced.at(-1)?.kid ?? null) : null;
      return { key, successor, instances };
    });
  }

  async #requestRotation(
    { side, algorithm, actor }: { side: Side; algorithm: SigningAlgorithm | null; actor: Actor },
    transaction: Transaction,
  ): Promise<RequestedRotation> {
    const instances = await this.instances.countLive(side, transaction);
    const announced = (await this.keys.list(side, transaction)).find(
      (key) =>
        key.isAuthentic !== false &&
        stateOf(key) === 'announced' &&
        (algorithm ?? key.algorithm) === key.algorithm,
    );
    if (announced) return { underWay: announced.kid, instances };
    await this.keys.wish(side, { algorithm }, transaction);
    await this.audit.record(
      { actor, side, action: 'key.rotation_requested', ...(algorithm && { after: { algorithm } }) },
      transaction,
    );
    return { underWay: null, instances };
  }

  /** A key as it is while nobody else changes the keys of its side. */
  async #lock<Result>(
    kid: string,
    work: (key: SigningKey, transaction: Transaction) => Promise<Result>,
  ): Promise<Result | null> {
    const known = (await this.keys.list()).find((key) => key.kid === kid);
    if (!known) return null;
    return this.keys.locked(known.side, async (transaction) => {
      const key = await this.keys.find(kid, transaction);
      return key && work(key, transaction);
    });
  }
}
