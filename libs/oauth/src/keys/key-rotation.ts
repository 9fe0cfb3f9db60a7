import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Actor, AuditLog, type NewAuditEvent } from '#audit';
import type { Transaction } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { InstancesRepository } from './instances.repository.js';
import { planActions, type KeyAction, type KeySnapshot } from './key-plan.js';
import { keyEvent, type SigningKey, stateOf } from './signing-key.entity.js';
import type { KeySeal } from './key-seal.js';
import { KeySeals } from './key-seals.js';
import { makePrivateKey, newSigningKey } from './new-signing-key.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const SYSTEM: Actor = { type: 'system', name: 'key rotation' };

/** The text of the log line for each audit event of a rotation. The id of the key follows it. */
const LOG_TEXTS: Readonly<Record<string, string>> = {
  'key.announced': 'made and published the signing key',
  'key.activated': 'new tokens are now signed with the key',
  'key.retired': 'only old tokens are still verified with the key',
  'key.removed': 'removed the retired key',
};

/** Runs the due actions on the keys of this side. Every process tries, and one of them acts. */
@Injectable()
export class KeyRotation {
  readonly #logger = new Logger('OAuth');
  readonly #seal: KeySeal;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: SigningKeysRepository,
    private readonly instances: InstancesRepository,
    private readonly audit: AuditLog,
    seals: KeySeals,
  ) {
    this.#seal = seals.get(options.side);
  }

  /** Runs all due actions. Returns true when there were any. */
  async runDueActions(): Promise<boolean> {
    if ((await this.#dueActions()).length === 0) return false;
    const { side } = this.options;
    const done = await this.keys.locked(side, async (transaction) => {
      const events: NewAuditEvent[] = [];
      for (const action of await this.#dueActions(transaction)) {
        events.push(...(await this.#perform(action, transaction)));
      }
      await this.audit.record(events, transaction);
      return events;
    });
    for (const { action, subject, reason } of done) {
      const text = LOG_TEXTS[action] ?? action;
      this.#logger.log(`${text} ${subject?.id}${reason ? ` (${reason})` : ''}`);
    }
    return done.length > 0;
  }

  /**
   * Requests a key of the configured algorithm when the newest key has another one. Only at the
   * start of a process: otherwise two processes with different configurations, during a
   * deployment, would change the algorithm back and forth.
   */
  async adoptAlgorithm(): Promise<void> {
    const { side, signingAlgorithm: algorithm } = this.options;
    if (!(await this.#differs())) return;
    await this.keys.locked(side, async (transaction) => {
      const request = await this.keys.findRequest(side, transaction);
      if (request?.algorithm === algorithm || !(await this.#differs(transaction))) return;
      await this.keys.request(side, { algorithm }, transaction);
      const reason = `oauth.signingAlgorithm is ${algorithm}`;
      const event = { actor: SYSTEM, side, action: 'key.rotation_requested', reason };
      await this.audit.record({ ...event, after: { algorithm } }, transaction);
    });
  }

  /**
   * Keeps a retired key longer with which this process still signs because it opens no newer one.
   */
  async postponeRetirement(key: SigningKey): Promise<void> {
    await this.keys.postponeRetirement(key);
  }

  async #differs(transaction?: Transaction): Promise<boolean> {
    const { side, signingAlgorithm } = this.options;
    const rows = await this.keys.list(side, transaction);
    const newest = rows.find((row) => row.isAuthentic && stateOf(row) !== 'retired');
    return newest !== undefined && newest.algorithm !== signingAlgorithm;
  }

  /**
   * Returns the due actions; none while an active key is not authentic, because this process may
   * have the wrong key-encryption key. An operator has to end such a key.
   */
  async #dueActions(transaction?: Transaction): Promise<KeyAction[]> {
    const { side } = this.options;
    const rows = await this.keys.list(side, transaction);
    if (rows.some((row) => !row.isAuthentic && stateOf(row) === 'active')) return [];
    const snapshot: KeySnapshot = {
      keys: rows.filter(({ isAuthentic }) => isAuthentic),
      request: await this.keys.findRequest(side, transaction),
      instances: await this.instances.listLive(side, transaction),
      now: await this.keys.now(transaction),
    };
    return planActions(snapshot, { ...this.options.keys, ...this.options });
  }

  async #perform(action: KeyAction, transaction: Transaction): Promise<NewAuditEvent[]> {
    if (action.type === 'make') return this.#make(action, transaction);
    if (action.type === 'activate') return this.#activate(action, transaction);
    await this.keys.delete(action.kid, transaction);
    return [this.#event('key.removed', action.kid, { reason: 'its last token has expired' })];
  }

  async #make(
    { algorithm, reason }: Extract<KeyAction, { type: 'make' }>,
    transaction: Transaction,
  ): Promise<NewAuditEvent[]> {
    const { side } = this.options;
    const privateKey = await makePrivateKey(algorithm);
    const key = newSigningKey(privateKey, { side, algorithm }, this.#seal);
    await this.keys.insert(key, transaction);
    await this.keys.deleteRequest(side, transaction);
    return [this.#event('key.announced', key.kid, { after: { algorithm }, reason })];
  }

  async #activate(
    { kid, reason }: Extract<KeyAction, { type: 'activate' }>,
    transaction: Transaction,
  ): Promise<NewAuditEvent[]> {
    const retired = await this.keys.activate({ kid, side: this.options.side }, transaction);
    return [
      this.#event('key.activated', kid, { reason }),
      ...(retired ? [this.#event('key.retired', retired)] : []),
    ];
  }

  #event(action: string, kid: string, rest: Partial<NewAuditEvent> = {}): NewAuditEvent {
    return keyEvent(action, { kid, side: this.options.side }, { actor: SYSTEM, ...rest });
  }
}
