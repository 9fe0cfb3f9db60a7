import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';
import { InstancesRepository, type LiveInstance } from './instances.repository.js';
import { keyEvent, type KeyState, type SigningKey, stateOf } from './signing-key.entity.js';
import { verifiesUntil } from './key-plan.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** A key in the form for operators. */
export interface ListedKey extends Omit<
  SigningKey,
  'publicJwk' | 'authentication' | 'isAuthentic'
> {
  state: KeyState;
  /** The time at which the key entered its state. */
  since: Date;
  /**
   * The time at which a retired key is removed, because all of its tokens have expired; else null.
   */
  verifiesUntil: Date | null;
  /** Names of the running processes of the side that cannot use the key yet. */
  lackedBy: string[];
  /** False for a key that the side ignores; null without the key-encryption key of the side. */
  authentic: boolean | null;
}

/** The result of a request for a new key. */
export interface RequestedRotation {
  /**
   * The id of a key that is already announced, which makes a request unnecessary; null otherwise.
   */
  underWay: string | null;
  /**
   * Running processes of the side. One of them makes the key; without any, the next one that
   * starts.
   */
  instances: number;
}

/** The result of `retire`, by the state that the key had. */
export type Retirement =
  | { state: 'announced' }
  | { state: 'active'; rotation: RequestedRotation }
  | { state: 'retired'; verifiesUntil: Date };

/**
 * Lists and ends the signing keys of both sides for operators, with audit events. No method opens a
 * private key, so none of them needs a key-encryption key.
 */
@Injectable()
export class SigningKeyAdministration {
  constructor(
    private readonly keys: SigningKeysRepository,
    private readonly instances: InstancesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Returns the keys of one side or of both, the newest first. */
  async list(side?: Side): Promise<ListedKey[]> {
    const keys = await this.keys.list(side);
    const live = new Map<Side, LiveInstance[]>();
    for (const each of new Set(keys.map((key) => key.side)))
      live.set(each, await this.instances.listLive(each));
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

  /** Requests a new key; null stands for the algorithm that the side is configured with. */
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
   * Ends a key without invalidating tokens: an announced key is removed, and for the active key a
   * new one is requested. Returns null when there is no such key.
   */
  async retire(kid: string, actor: Actor): Promise<(Retirement & { key: SigningKey }) | null> {
    return this.#lock(kid, async (key, transaction) => {
      const { side } = key;
      const state = stateOf(key);
      if (state === 'retired') return { key, state, verifiesUntil: verifiesUntil(key.retiredAt!) };
      if (state === 'active') {
        const request = { side, algorithm: null, actor };
        return { key, state, rotation: await this.#requestRotation(request, transaction) };
      }
      await this.keys.delete(kid, transaction);
      const reason = 'it has signed nothing';
      await this.audit.record(keyEvent('key.removed', key, { actor, reason }), transaction);
      return { key, state };
    });
  }

  /**
   * Deletes a key at once: every process of the side rejects its tokens within moments. It needs no
   * key-encryption key. After the active key, a process of the side activates the announced key,
   * the `successor`, or makes a new one. Returns null when there is no such key.
   */
  async withdraw(
    kid: string,
    actor: Actor,
  ): Promise<{ key: SigningKey; successor: string | null; instances: number } | null> {
    return this.keys.withoutLock(async (transaction) => {
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
    await this.keys.request(side, { algorithm }, transaction);
    await this.audit.record(
      { actor, side, action: 'key.rotation_requested', ...(algorithm && { after: { algorithm } }) },
      transaction,
    );
    return { underWay: null, instances };
  }

  /** Runs work on a key while no other transaction changes the keys of its side. */
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
