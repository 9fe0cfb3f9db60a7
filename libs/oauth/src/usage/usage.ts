import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { WarnOnce } from '../caching/warn-once.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { ClientUsage } from './client-usage.js';
import { UsageRepository, type UsageOfClient } from './usage.repository.js';

/** Clients of one transaction: it locks them all. */
const BATCH = 500;

const HOUR_MS = 3_600_000;

/** By which secret, if by one, and from where. */
interface Authentication {
  secretId: string | undefined;
  address: string;
  network: string;
}

/**
 * What clients do, counted in memory and written in batches, so that no request
 * waits for it. What cannot be written is kept for the next time; a process
 * that is killed loses what it counted since the last.
 */
@Injectable()
export class Usage implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce(new Logger('Usage'));
  #usages = new Map<string, ClientUsage>();
  /** Counts of the next write, which may be a repetition. */
  #taken: UsageOfClient[] = [];
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #forgottenAtMs = 0;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly repository: UsageRepository,
  ) {}

  tokenIssued(clientId: string, authentication: Authentication): void {
    this.authenticated(clientId, authentication).addToken();
  }

  /** For something else than a token, too: a secret that is needed must not look unused. */
  authenticated(clientId: string, { secretId, address, network }: Authentication): ClientUsage {
    const usage = this.#of(clientId);
    if (secretId !== undefined) usage.addSecret(secretId, address);
    usage.addNetwork(network);
    return usage;
  }

  /** A request to the API that was let through. */
  called(clientId: string): void {
    this.#of(clientId).calls += 1;
  }

  /** A scope that a part of a request needed. */
  needed(clientId: string, scope: string): void {
    this.#of(clientId).addScope(scope);
  }

  /** Only of a client that exists: nobody else is worth the memory. */
  denied(clientId: string): void {
    this.#of(clientId).denials += 1;
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.flush(), this.options.usage.interval * 1000);
    this.#timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  /** Writes what was counted; one after the other. Never rejects. */
  async flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    try {
      await this.#writeTaken();
      this.#taken = [...this.#usages];
      this.#usages = new Map();
      await this.#writeTaken();
      await this.#forget();
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn('usage is kept for later', error);
    }
  }

  /** Writes batches, which are the same when they are repeated. */
  async #writeTaken(): Promise<void> {
    while (this.#taken.length > 0) {
      await this.repository.add(this.#taken.slice(0, BATCH));
      this.#taken.splice(0, BATCH);
    }
  }

  async #forget(): Promise<void> {
    if (Date.now() - this.#forgottenAtMs < HOUR_MS) return;
    this.#forgottenAtMs = Date.now();
    await this.repository.forget(this.options.usage.retention);
  }

  #of(clientId: string): ClientUsage {
    const known = this.#usages.get(clientId);
    if (known) return known;
    const usage = new ClientUsage();
    this.#usages.set(clientId, usage);
    return usage;
  }
}
