import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { isDatabaseUnavailable, PeriodicTask } from '#database';
import { LinksRepository } from './links/links.repository.js';
import { PendingSignInsRepository } from './methods/pending-sign-ins.repository.js';
import { NotifyWorker } from './notify/notify-worker.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { TransactionsRepository } from './transactions/transactions.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from './sign-in.settings.js';

/** Milliseconds between two deletions of expired rows. */
const INTERVAL_MS = 600_000;

/** Deletes expired rows from time to time, and says at the start when cookies are not secure. */
@Injectable()
export class Upkeep implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('SignIn');
  readonly #purging = new PeriodicTask(INTERVAL_MS, async () => this.#purge());

  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly sessions: SessionsRepository,
    private readonly pending: PendingSignInsRepository,
    private readonly links: LinksRepository,
    private readonly transactions: TransactionsRepository,
    private readonly notify: NotifyWorker,
  ) {}

  onModuleInit(): void {
    const { issuer } = this.settings;
    if (issuer.startsWith('http:')) {
      this.#logger.warn(
        `${issuer} is not https: cookies of people who sign in are sent without encryption. ` +
          'This is for development only',
      );
    }
    this.#purging.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#purging.stop();
  }

  async #purge(): Promise<void> {
    try {
      await this.sessions.purge();
      await this.pending.purge();
      await this.links.purge();
      await this.transactions.purge();
      await this.notify.purge();
    } catch (error) {
      if (isDatabaseUnavailable(error)) return; // the next time is soon enough
      const text =
        'could not delete expired sessions, links and sign-ins; will retry in 10 minutes';
      this.#logger.error(`${text}: ${(error as Error).message}`);
    }
  }
}
