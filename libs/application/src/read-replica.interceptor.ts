import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { type Database, positionText, type ReadReplica, readPosition } from '#database';
import { JsonApiError, readingFrom, type Tenancy } from '#json-api';
import { AccessTokenVerifier, readerOf } from '#oauth';

/**
 * The position after a change, in the answer to it. A caller sends it with later reads, so that they
 * see the change at every process.
 */
const HEADER = 'Latchkey-LSN';

/** Failures that show the caller the state of the primary. */
const SHOW_STATE = new Set([404, 409, 412]);

const READS = new Set(['GET', 'HEAD']);

/** Lets the reads of the API use the read replica, as far as they see the caller's own changes. */
export class ReadReplicaInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly replica: ReadReplica,
    private readonly tenancy?: Tenancy,
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // Pages on which people sign in have no caller, and other statements.
    if (AccessTokenVerifier.memberOf(request) === undefined) return next.handle();
    // Statements of a member of a tenant read its tenant, which must not be one that it has left.
    if (typeof this.tenancy?.memberOf(request) === 'string') return next.handle();
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
      if (needsRead(error)) await this.#note(caller, reply);
      throw error;
    }
  }

  async #note(caller: string, reply: FastifyReply): Promise<void> {
    const position = await this.replica.changed(caller);
    if (position !== null) reply.header(HEADER, positionText(position));
  }
}

/**
 * True when the next read of the caller has to see at least the present state of the primary. After a
 * failed `If-Match` it would otherwise get the same version again. After a fault the change may have been
 * made, as when its commit was not confirmed in time, and the caller reads to find out.
 */
function needsRead(error: unknown): boolean {
  const { status = 500 } = (error ?? {}) as { status?: number };
  return status >= 500 || SHOW_STATE.has(status);
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
