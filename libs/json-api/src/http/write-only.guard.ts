import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Optional,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { descriptionOf, shownTypes } from '../route-description.js';
import { QueryString } from '../query/query-string.js';
import { hiddenTypes, notReadable } from '../query/read-authorization.js';
import { identityOf, type ResourceObject } from '../response/resource-rendering.js';

/** Headers of a change whose effect reveals rows: entity tags are compared, matches are counted. */
const REVEALING_HEADERS = ['If-Match', 'X-Include'];

const hidden = new WeakSet<FastifyReply>();

/**
 * Hides resources from a caller that may change but not read them. Query parameters and headers
 * that reveal resources are rejected. Answers do not contain them, see `hideResource`.
 *
 * It is a guard because an interceptor costs each GET 15 µs in Nest, 2 % of a page of 25 users.
 */
@Injectable()
export class WriteOnlyGuard implements CanActivate {
  constructor(@Optional() @Inject(JSON_API_OPTIONS) private readonly options?: JsonApiOptions) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    const { operations, ...description } = descriptionOf(context.getHandler()) ?? {};
    if (operations || !this.options?.mayRead) return true;

    const types = shownTypes(description);
    const unreadable = hiddenTypes(request, types, this.options);
    if (types.length > 0 && unreadable.length === 0) return true;
    // A route without a description of its answer shows nothing.
    if (unreadable.length > 0) {
      requireNoDisclosure(request, { types: unreadable, flags: description.flags ?? [] });
    }
    hidden.add(http.getResponse<FastifyReply>());
    return true;
  }
}

interface Allowed {
  types: readonly string[];

  /** Query parameters that choose how the change is made, which reveal nothing. */
  flags: readonly string[];
}

/** @throws JsonApiError 403 `forbidden` */
function requireNoDisclosure({ url, headers }: FastifyRequest, { types, flags }: Allowed): void {
  const { names, malformed } = QueryString.of(url);
  const parameter = [...names, ...malformed].find((name) => !flags.includes(name));
  if (parameter !== undefined) throw notReadable(types, { parameter });
  const header = REVEALING_HEADERS.find((name) => headers[name.toLowerCase()] !== undefined);
  if (header !== undefined) throw notReadable(types, { header });
}

/** The answer of a route, before pages become objects. */
interface Answer {
  data?: unknown;
  included?: unknown;
}

/**
 * The answer for a caller that may not read its resource: type, id and links of a creation;
 * otherwise no body, with the status 204. Keeps `meta`, which is about the change itself, such as
 * a new secret.
 */
export function hideResource<Shown extends Answer>(
  answer: Shown,
  reply: FastifyReply,
): Shown | undefined {
  if (answer.data === undefined || !hidden.has(reply)) return answer;
  if (reply.statusCode === 201) {
    return { ...answer, included: undefined, data: identityOf(answer.data as ResourceObject) };
  }
  reply.status(204);
  return undefined;
}
