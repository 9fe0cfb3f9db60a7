import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Notifications, WarnOnce } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { AuthenticKeys } from './authentic-keys.js';
import { InstancesRepository } from './instances.repository.js';
import { KeyRotation } from './key-rotation.js';
import { KeyStore } from './key-store.js';

/**
 * Milliseconds between two heartbeats. With each heartbeat the keys are read and due actions run,
 * because notifications may be missed, and because some actions become due by time alone.
 */
const HEARTBEAT_MS = 5_000;

/**
 * Milliseconds between two checks of the connection; while it is down, each check is a heartbeat.
 */
const TICK_MS = 500;

/**
 * Maintains the signing keys of this process's side while the process runs: loads them into memory,
 * records in the database which keys are loaded, and runs due actions.
 *
 * The processes coordinate through the database. One process announces a key. All processes are
 * notified, load the key and record that, which notifies all of them again. The first process that
 * sees that every process has the key activates it.
 */
@Injectable()
export class KeyLifeCycle implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce('OAuth');
  readonly #id = randomUUID();
  #timer?: NodeJS.Timeout;
  #beatAtMs = -Infinity;
  #isDue = false;
  #running: Promise<void> | null = null;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
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
   * Makes sure, before the first request, that there is a signing key and that it can be opened.
   *
   * @throws Error when the key-encryption key does not open the key that signs
   */
  async onModuleInit(): Promise<void> {
    await this.authentic.adopt();
    await this.store.load();
    this.store.requireActiveOpens();
    await this.rotation.adoptAlgorithm();
    // For a side without a key, one is announced and activated at once.
    while (await this.rotation.runDueActions()) await this.store.load();
    this.store.requireActiveOpens();
    await this.#beat();
    this.#timer = setInterval(() => this.#tick(), TICK_MS).unref();
    void this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
    // Then other processes need not wait until this one counts as dead.
    await this.instances.delete(this.#id).catch(() => {});
  }

  /** Loads the keys and runs due actions, once more for calls during a run. Never rejects. */
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
        const text = 'could not load or rotate the signing keys; the loaded keys stay, will retry';
        if (this.#timer) this.#warnOnce.warn(text, error);
      }
    }
  }

  /**
   * Repeats while actions ran: one action can make another due, such as the activation of a new
   * key.
   */
  async #runOnce(): Promise<void> {
    do {
      await this.store.load();
      await this.#beat();
    } while (await this.rotation.runDueActions());
    const { retiredActive } = this.store;
    if (retiredActive) await this.rotation.postponeRetirement(retiredActive);
  }

  async #beat(): Promise<void> {
    const { side } = this.options;
    const beatAtMs = performance.now();
    const name = `${hostname()} ${process.pid}`;
    await this.instances.beat({ id: this.#id, side, name, keys: this.store.usable });
    await this.instances.deleteExpired(side);
    this.#beatAtMs = beatAtMs;
  }

  #tick(): void {
    const isDue = performance.now() - this.#beatAtMs >= HEARTBEAT_MS;
    if (isDue || !this.notifications.isConnected) void this.run();
  }
}
