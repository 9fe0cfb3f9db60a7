import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { digest } from '../response/entity-tag.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { IdempotentRequests } from './idempotent-requests.repository.js';
import { requireReadable } from '../query/read-authorization.js';
import { describingRoute } from '../route-description.js';
import { HeaderInterceptor, type Intercepted } from '../http/header.interceptor.js';
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
class IdempotencyInterceptor extends HeaderInterceptor {
  protected readonly header = 'idempotency-key';

  constructor(private readonly requests: IdempotentRequests) {
    super();
  }

  protected async answer({ request, reply, value, run }: Intercepted): Promise<unknown> {
    let answer: unknown;
    const { replayed } = await this.requests.once(this.#read(request, value), async () => {
      answer = await run();
      return { status: reply.statusCode, body: JSON.stringify(answer) };
    });
    if (!replayed) return answer;
    const document = JSON.parse(replayed.body) as StoredDocument;
    requireReadable(request, includedTypes(document), {
      options: this.options,
      parameter: 'include',
    });
    reply.status(replayed.status).header('Idempotent-Replayed', 'true');
    return document;
  }

  #read(request: FastifyRequest, key: string) {
    const { idempotencyKeys, callerOf } = this.options;
    if (!idempotencyKeys || !callerOf) {
      throw new Error('@Idempotent needs idempotencyKeys and callerOf');
    }
    const { method, url, body } = request;
    return {
      caller: callerOf(request),
      key: readIdempotencyKey(key),
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
