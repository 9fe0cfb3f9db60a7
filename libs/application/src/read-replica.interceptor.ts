import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { Database, positionText, ReadReplica, readPosition } from '#database';
import { JsonApiError, readingFrom } from '#json-api';
import { AccessTokenVerifier, readerOf } from '#oauth';

/**
 * The position after a change, in the answer to it. A caller sends it with later reads, so that they
 * see the change at every process.
 */
const HEADER = 'Latchkey-LSN';

/**
 * Failures that show the caller the state of the primary: its next read has to see at least as much.
 * Otherwise it would read the version again with which `If-Match` has just failed.
 */
const SHOW_STATE = new Set([404, 409, 412]);

const READS = new Set(['GET', 'HEAD']);

/** Lets the reads of the API use the read replica, as far as they see the caller's own changes. */
@Injectable()
export class ReadReplicaInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    @Inject(ReadReplica) private readonly replica: ReadReplica,
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // Pages on which people sign in have no caller, and other statements.
    if (AccessTokenVerifier.memberOf(request) === undefined) return next.handle();
    const caller = readerOf(request as never);
    if (!READS.has(request.method)) return this.#change(caller, next, http.getResponse());
    const reads = this.replica.readsOf(caller, seenBy(request));
    return readingFrom(this.database.dataSource, reads, () => next.handle());
  }

  async #change(
    caller: string,
    next: CallHandler,
    reply: FastifyReply,
  ): Promise<Observable<unknown>> {
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.#note(caller, reply);
      return of(answer);
    } catch (error) {
      if (SHOW_STATE.has((error as { status: number }).status)) await this.#note(caller, reply);
      throw error;
    }
  }

  async #note(caller: string, reply: FastifyReply): Promise<void> {
    const position = await this.replica.changed(caller);
    if (position !== null) reply.header(HEADER, positionText(position));
  }
}

/** @throws JsonApiError 400 `invalid_lsn` */
function seenBy({ headers }: FastifyRequest) {
  const header = headers[HEADER.toLowerCase()];
  if (header === undefined) return undefined;
  const position = readPosition([header].flat().join(', '));
  if (position !== null) return position;
  throw new JsonApiError({
    status: 400,
    code: 'invalid_lsn',
    detail: `${HEADER} must be that of an answer of this server, with 16 hexadecimal digits`,
    source: { header: HEADER },
  });
}
