import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Counter } from 'prom-client';
import { isDatabaseUnavailable, PeriodicTask, WarnOnce } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { LinkMessages } from './link-messages.js';
import { MessageDelivery } from './message-delivery.js';
import { RegistrationMessages } from './registration-messages.js';
import { CLAIMED, NotifyOutboxRepository, type OutboxRow } from './notify-outbox.repository.js';

/** Milliseconds until requests of other processes, and retries, are found. */
const POLL_MS = 2000;

/**
 * Makes and sends the messages of the outbox, beside the requests: neither a slow receiver nor the
 * question whether somebody has an account changes the time of an answer.
 */
@Injectable()
export class NotifyWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Notify');
  /** One log line for an outage, however long it lasts. */
  readonly #outage = new WarnOnce('Notify');
  readonly #unreadable = new WarnOnce('Notify');
  readonly #polling = new PeriodicTask(POLL_MS, async () => this.run());
  readonly #counter: Counter<'outcome'>;
  #running: Promise<void> | null = null;
  #isDue = false;
  #isStopped = false;

  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly outbox: NotifyOutboxRepository,
    private readonly links: LinkMessages,
    private readonly registrations: RegistrationMessages,
    private readonly delivery: MessageDelivery,
  ) {
    this.#counter = new Counter({
      name: 'latchkey_notify_messages_total',
      help: 'Messages to people: delivered, failed attempts, and expired before the receiver had them.',
      labelNames: ['outcome'],
      registers: [settings.metrics],
    });
    for (const outcome of ['delivered', 'failed', 'expired']) this.#counter.inc({ outcome }, 0);
  }

  onApplicationBootstrap(): void {
    if (this.settings.notify.url === '') return;
    this.#polling.start();
  }

  /** Waits for the attempts that are under way, at most `notify.timeout` and some statements. */
  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    await this.#polling.stop();
    await this.#running;
  }

  /** Sends what is due. Never rejects. A call during a run makes it look once more. */
  async run(): Promise<void> {
    this.#isDue = true;
    this.#running ??= this.#loop();
    return this.#running;
  }

  /** Deletes messages and registrations whose link has expired, and reports the messages. */
  async purge(): Promise<void> {
    await this.registrations.purge();
    const count = await this.outbox.purge();
    if (count === 0) return;
    this.#counter.inc({ outcome: 'expired' }, count);
    this.#logger.error(
      `${count} messages have expired before the receiver of ${this.settings.side}.notify had them; ` +
        'people have to ask for new links',
    );
  }

  async #loop(): Promise<void> {
    try {
      while (this.#isDue && !this.#isStopped) {
        this.#isDue = false;
        const { rows, count } = await this.outbox.claim(() => this.#reportUnreadable());
        await Promise.all(rows.map(async (row) => this.#deliver(row)));
        if (count === CLAIMED) this.#isDue = true;
      }
    } catch (error) {
      this.#reportFailure(error);
    } finally {
      this.#running = null;
    }
  }

  async #deliver(row: OutboxRow): Promise<void> {
    try {
      const body = row.isMessage ? row.content : await this.#make(row);
      if (body === null) return;
      await this.delivery.send(row.id, body);
      await this.outbox.delete(row.id);
      this.#counter.inc({ outcome: 'delivered' });
      this.#outage.recovered();
    } catch (error) {
      this.#counter.inc({ outcome: 'failed' });
      this.#reportFailure(error);
    }
  }

  async #make(row: OutboxRow): Promise<string | null> {
    return row.kind === 'registration' ? this.registrations.make(row) : this.links.make(row);
  }

  #reportFailure(error: unknown): void {
    if (isDatabaseUnavailable(error)) return; // no fault of the receiver, and in the log already
    this.#outage.warn(
      `could not deliver a message to the receiver of ${this.settings.side}.notify; will retry until ` +
        'its link expires',
      error,
    );
  }

  #reportUnreadable(): void {
    this.#unreadable.warn(
      `could not open a message for the receiver of ${this.settings.side}.notify; will retry until its ` +
        'link expires',
      new Error(
        'no key-encryption key of this process opens it; restart all processes with the new key, and ' +
          'run `latchkey keys reseal` before you remove the previous one',
      ),
    );
  }
}
