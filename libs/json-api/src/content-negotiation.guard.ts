import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asJsonApi } from './json-api-reply.js';
import { JsonApiError } from './json-api.error.js';
import { JSON_API_MEDIA_TYPE, readMediaRanges } from './media-type.js';

/**
 * What jsonapi.org 1.1 asks of a server under "Content Negotiation": 415 for a
 * Content-Type and 406 for an Accept that it cannot meet. No extension is
 * supported; a profile is ignored, as the specification wants.
 */
@Injectable()
export class ContentNegotiationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = asJsonApi(http.getResponse<FastifyReply>());
    reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept'].flat().join(', '));

    requireContentType(request);
    if (!isAcceptable(request.headers.accept)) throw notAcceptable();
    return true;
  }
}

/**
 * Without a body any other Content-Type, or none, will do; yet one that says
 * JSON:API with a parameter is refused even on a GET, as the specification
 * makes no exception.
 */
function requireContentType({ headers, body }: FastifyRequest): void {
  const [mediaType] = readMediaRanges(headers['content-type'] ?? '');
  const understood =
    mediaType?.type === JSON_API_MEDIA_TYPE ? isPlain(mediaType.parameters) : body === undefined;
  if (understood) return;

  throw new JsonApiError({
    status: 415,
    code: 'unsupported_media_type',
    detail: `the Content-Type must be ${JSON_API_MEDIA_TYPE}, without parameters other than profile`,
    source: { header: 'Content-Type' },
  });
}

/**
 * A client that names JSON:API is taken by its word: when none of its
 * instances is plain, wildcards beside them do not help (the specification says MUST).
 * Otherwise the most specific range counts (RFC 9110 §12.5.1), and
 * `application/json` is as good as our own type.
 */
function isAcceptable(accept = ''): boolean {
  const ranges = readMediaRanges(accept);
  if (ranges.length === 0) return true;

  const instances = ranges.filter(({ type }) => type === JSON_API_MEDIA_TYPE);
  if (instances.length > 0) {
    return instances.some(({ parameters, weight }) => isPlain(parameters) && weight > 0);
  }
  const weightOf = (wanted: string) => ranges.find(({ type }) => type === wanted)?.weight;
  const wildcard = weightOf('application/*') ?? weightOf('*/*') ?? 0;
  return wildcard > 0 || (weightOf('application/json') ?? 0) > 0;
}

function isPlain(parameters: string[]): boolean {
  return parameters.every((name) => name === 'profile');
}

function notAcceptable(): JsonApiError {
  return new JsonApiError({
    status: 406,
    code: 'not_acceptable',
    detail: `only ${JSON_API_MEDIA_TYPE} without parameters other than profile is served here`,
    source: { header: 'Accept' },
  });
}
