import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { AuditLog, type NewAuditEvent } from '#audit';
import { isClientId } from '../clients/client-id.js';
import { ClientsRepository } from '../clients/clients.repository.js';
import { Complaint } from '../complaint.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** What the caller is never told, and the operator can ask for by the request id. */
export interface AuthenticationFailure {
  clientId: string;
  reason: string;
  requestId: string;
  address: string;
}

/** Of the audit event; `latchkey why` looks for it. */
export const AUTHENTICATION_FAILED = 'client_authentication.failed';

const INTERVAL_MS = 1000;

/**
 * Failed authentications on their way into the audit trail: a batch a second,
 * so that none of them waits for the chain. In a flood the first of each second
 * get rows of their own, and the rest becomes one row for each kind.
 */
@Injectable()
export class AuthenticationFailures implements OnModuleInit, OnApplicationShutdown {
  readonly #complaint = new Complaint(new Logger('Audit'));
  #single: AuthenticationFailure[] = [];
  /** By kind of reason, that is the word before its details. */
  #counted = new Map<string, number>();
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly clients: ClientsRepository,
    private readonly audit: AuditLog,
  ) {}

  add(failure: AuthenticationFailure): void {
    if (this.#single.length < this.options.failedAttempts.recorded) {
      this.#single.push(failure);
      return;
    }
    const [kind = ''] = failure.reason.split(':', 1);
    this.#counted.set(kind, (this.#counted.get(kind) ?? 0) + 1);
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.flush(), INTERVAL_MS);
    this.#timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  /** Writes what has come; one batch after the other. Never rejects. */
  async flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const single = this.#single;
    const counted = this.#counted;
    if (single.length === 0) return;
    this.#single = [];
    this.#counted = new Map();
    const events = [
      ...single.map((failure) => this.#event(failure)),
      ...Array.from(counted, ([kind, occurrences]) => this.#sum(kind, occurrences)),
    ];
    try {
      await this.clients.within(undefined, async (transaction) =>
        this.audit.record(events, transaction),
      );
      this.#complaint.settle();
    } catch (error) {
      this.#complaint.make('failed authentications are kept for later', error);
      for (const failure of single) this.add(failure);
      for (const [kind, occurrences] of counted) {
        this.#counted.set(kind, (this.#counted.get(kind) ?? 0) + occurrences);
      }
    }
  }

  #event({ clientId, reason, requestId, address }: AuthenticationFailure): NewAuditEvent {
    return {
      actor: { type: 'anonymous', name: address, requestId, address },
      action: AUTHENTICATION_FAILED,
      side: this.options.side,
      subject: isClientId(clientId) ? { type: 'oauth-clients', id: clientId } : undefined,
      reason,
    };
  }

  #sum(kind: string, occurrences: number): NewAuditEvent {
    return {
      actor: { type: 'system', name: 'token endpoint' },
      action: AUTHENTICATION_FAILED,
      side: this.options.side,
      reason: `${kind}: more than ${this.options.failedAttempts.recorded} failures in a second`,
      occurrences,
    };
  }
}
