import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { digest } from '../response/entity-tag.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { IdempotentRequests } from './idempotent-requests.repository.js';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { requireReadable } from '../query/read-authorization.js';
import { describingRoute } from '../route-description.js';
import { TakesIdempotencyKey } from '../http/unsupported-headers.guard.js';

/**
 * `@Idempotent()` on a POST: the server runs a request with an `Idempotency-Key` once, and answers
 * retries with the first answer (draft-ietf-httpapi-idempotency-key-header).
 *
 * Use it for routes whose answer may be stored, so never for an answer with a secret. The route may
 * only change the database, because change and answer are one transaction. Only successes are
 * stored; after an error, the next attempt runs again. A replayed answer has the same status, body
 * and derived headers (Location, ETag), and no other header.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    TakesIdempotencyKey(true),
    UseInterceptors(IdempotencyInterceptor),
    describingRoute({ isIdempotent: true }),
  );
}

@Injectable()
class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    @Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions,
    private readonly requests: IdempotentRequests,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const header = request.headers['idempotency-key'];
    if (header === undefined) return next.handle();

    let answer: unknown;
    const { replayed } = await this.requests.once(this.#read(request, header), async () => {
      answer = await lastValueFrom(next.handle());
      return { status: reply.statusCode, body: JSON.stringify(answer) };
    });
    if (!replayed) return of(answer);
    const document = JSON.parse(replayed.body) as StoredDocument;
    requireReadable(request, includedTypes(document), {
      options: this.options,
      parameter: 'include',
    });
    reply.status(replayed.status).header('Idempotent-Replayed', 'true');
    return of(document);
  }

  #read(request: FastifyRequest, header: string | string[]) {
    const { idempotencyKeys, callerOf } = this.options;
    if (!idempotencyKeys || !callerOf) {
      throw new Error('@Idempotent needs idempotencyKeys and callerOf');
    }
    const { method, url, body } = request;
    return {
      caller: callerOf(request),
      key: readIdempotencyKey([header].flat().join(', ')),
      request: digest(JSON.stringify([method, url, body ?? null])),
    };
  }
}

interface StoredDocument {
  included?: readonly { type: string }[];
}

/**
 * Returns the types to authorize again: a retry may come with another token than the first attempt.
 */
function includedTypes({ included = [] }: StoredDocument): string[] {
  return [...new Set(included.map(({ type }) => type))];
}
