import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  Optional,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { JSON_API_OPTIONS, type JsonApiOptions } from './json-api.options.js';
import { descriptionOf, shownTypes } from './openapi/route-description.js';
import { QueryString } from './query-string.js';
import { hiddenTypes, notReadable } from './readable.js';
import { identityOf, type ResourceObject } from './resource-rendering.js';

/** The answer of a route; the data of a page is no object yet. */
interface Answer {
  data?: unknown;
  [member: string]: unknown;
}

/** Headers by which a change asks what there is: entity tags compare, counts count. */
const ASKING_HEADERS = ['If-Match', 'X-Include'];

/**
 * Keeps a change from showing resources to a caller that may not read them: no query
 * parameter and no header that asks about them, and no answer that has them. A creation
 * answers type, id and links; everything else answers 204.
 */
@Injectable()
export class WriteOnlyInterceptor implements NestInterceptor {
  constructor(@Optional() @Inject(JSON_API_OPTIONS) private readonly options?: JsonApiOptions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { operations, ...description } = descriptionOf(context.getHandler()) ?? {};
    const isFetch = request.method === 'GET' || request.method === 'HEAD';
    if (isFetch || operations || !this.options?.mayRead) return next.handle();

    const types = shownTypes(description);
    const hidden = hiddenTypes(request, types, this.options);
    if (types.length > 0 && hidden.length === 0) return next.handle();
    // A route that does not say what it shows is taken to show nothing.
    if (hidden.length > 0) requireNoQuestion(request, { hidden, flags: description.flags ?? [] });
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: Answer | undefined) => withoutResource(answer, reply)));
  }
}

interface Allowed {
  hidden: readonly string[];

  /** Query parameters that say how to do it. */
  flags: readonly string[];
}

/** @throws JsonApiError 403 `forbidden` */
function requireNoQuestion({ url, headers }: FastifyRequest, { hidden, flags }: Allowed): void {
  const { names, malformed } = QueryString.of(url);
  const parameter = [...names, ...malformed].find((name) => !flags.includes(name));
  if (parameter !== undefined) throw notReadable(hidden, { parameter });
  const header = ASKING_HEADERS.find((name) => headers[name.toLowerCase()] !== undefined);
  if (header !== undefined) throw notReadable(hidden, { header });
}

/** `meta` stays: it is about the act, such as the secret that it has made. */
function withoutResource(answer: Answer | undefined, reply: FastifyReply): Answer | undefined {
  if (answer?.data === undefined) return answer;
  if (reply.statusCode === 201) {
    return { ...answer, included: undefined, data: identityOf(answer.data as ResourceObject) };
  }
  reply.status(204);
  return undefined;
}
