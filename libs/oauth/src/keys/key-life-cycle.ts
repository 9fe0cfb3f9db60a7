import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Notifications } from '#database';
import { WarnOnce } from '../caching/warn-once.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { AuthenticKeys } from './authentic-keys.js';
import { InstancesRepository } from './instances.repository.js';
import { KeyRotation } from './key-rotation.js';
import { KeyStore } from './key-store.js';

/**
 * Between two signs of life. With each of them the keys are read and what is due
 * is done: the net under the notifications, and what makes time pass.
 */
const HEARTBEAT_MS = 5_000;

/** Between two looks at whether notifications are heard; when not, each is a heartbeat. */
const LOOK_MS = 500;

/**
 * What this process does for the keys of its side from its start to its end: it
 * has them in memory, says so in the database, and does what is due.
 *
 * The loop is closed by the database: one process announces a key, all hear of
 * it, load it and say so, all hear of that, and whoever sees first that nobody
 * lacks the key makes it the active one.
 */
@Injectable()
export class KeyLifeCycle implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce(new Logger('OAuth'));
  readonly #id = randomUUID();
  #timer?: NodeJS.Timeout;
  #beatAtMs = -Infinity;
  #isDue = false;
  #running: Promise<void> | null = null;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly authentic: AuthenticKeys,
    private readonly store: KeyStore,
    private readonly rotation: KeyRotation,
    private readonly instances: InstancesRepository,
    private readonly notifications: Notifications,
  ) {
    const run = () => void (this.#timer && this.run());
    notifications.listen(`keys_${options.side}`, { notified: run, missed: run });
  }

  /**
   * Before the first request: there is a key, and it can be opened.
   *
   * @throws Error when the key-encryption key does not open the key that signs
   */
  async onModuleInit(): Promise<void> {
    await this.authentic.adopt();
    await this.store.load();
    this.store.requireActiveOpens();
    await this.rotation.adoptAlgorithm();
    // A side without a key: one is announced, and signs, since nothing else does.
    while (await this.rotation.runDueActions()) await this.store.load();
    this.store.requireActiveOpens();
    await this.#beat();
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
    void this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
    // The others need not wait until we count as dead.
    await this.instances.delete(this.#id).catch(() => {});
  }

  /** One after the other; what is asked for meanwhile is done once more. Never rejects. */
  async run(): Promise<void> {
    this.#isDue = true;
    this.#running ??= this.#runWhileDue().finally(() => (this.#running = null));
    return this.#running;
  }

  async #runWhileDue(): Promise<void> {
    while (this.#isDue && this.#timer) {
      this.#isDue = false;
      try {
        await this.#runOnce();
        this.#warnOnce.recovered();
      } catch (error) {
        if (this.#timer) this.#warnOnce.warn('signing keys are looked after later', error);
      }
    }
  }

  /** What has been done makes something else due: a key that was made may have nothing to wait for. */
  async #runOnce(): Promise<void> {
    do {
      await this.store.load();
      await this.#beat();
    } while (await this.rotation.runDueActions());
    const { signsOn } = this.store;
    if (signsOn) await this.rotation.signsOn(signsOn);
  }

  async #beat(): Promise<void> {
    const { side } = this.options;
    const beatAtMs = performance.now();
    const name = `${hostname()} ${process.pid}`;
    await this.instances.beat({ id: this.#id, side, name, keys: this.store.usable });
    await this.instances.deleteDead(side);
    this.#beatAtMs = beatAtMs;
  }

  #look(): void {
    const isDue = performance.now() - this.#beatAtMs >= HEARTBEAT_MS;
    if (isDue || !this.notifications.isConnected) void this.run();
  }
}
