import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { applyExtension, isJsonApi } from '../negotiation/extensions-and-profiles.js';
import { asJsonApi } from './reply.js';
import { JsonApiError } from '../errors/json-api.error.js';
import {
  JSON_API_MEDIA_TYPE,
  type MediaRange,
  readMediaRanges,
  urisOf,
} from '../negotiation/media-type.js';

/** The extension that a controller speaks; every other one, and that one elsewhere, is refused. */
export const Extension = Reflector.createDecorator<string>();

/**
 * What jsonapi.org 1.1 asks of a server under "Content Negotiation": 415 for a
 * Content-Type and 406 for an Accept that it cannot meet. Profiles refuse
 * nothing: one that nobody knows is ignored, as the specification wants.
 */
@Injectable()
export class ContentNegotiationGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = asJsonApi(http.getResponse<FastifyReply>());
    const extension: string | undefined = this.reflector.get(Extension, context.getClass());

    requireContentType(request, extension);
    if (!isAcceptable(request.headers.accept, extension)) throw notAcceptable(extension);
    if (extension !== undefined) applyExtension(reply, extension);
    return true;
  }
}

/**
 * Without a body any other Content-Type, or none, will do; yet one that says
 * JSON:API with a parameter is refused even on a GET, as the specification
 * makes no exception. Where an extension is spoken, the request has to say so:
 * its document means nothing without.
 */
function requireContentType({ headers, body }: FastifyRequest, extension?: string): void {
  const [mediaType] = readMediaRanges(headers['content-type'] ?? '');
  const understood =
    mediaType?.type === JSON_API_MEDIA_TYPE
      ? !mediaType.hasWeight && isUnderstood(mediaType, extension) && speaks(mediaType, extension)
      : body === undefined && extension === undefined;
  if (understood) return;

  throw new JsonApiError({
    status: 415,
    code: 'unsupported_media_type',
    detail: `the Content-Type must be ${served(extension)}`,
    source: { header: 'Content-Type' },
  });
}

/**
 * A client that names JSON:API is taken by its word: when it can have none of
 * its instances, wildcards beside them do not help (the specification says MUST).
 * Otherwise the most specific range counts (RFC 9110 §12.5.1), and
 * `application/json` is as good as our own type.
 *
 * Who does not name the extension gets an answer in it all the same: only the
 * client can require one ("Client Responsibilities"), and its request has.
 */
function isAcceptable(accept = '', extension?: string): boolean {
  const ranges = readMediaRanges(accept);
  if (ranges.length === 0) return true;

  const instances = ranges.filter(({ type }) => type === JSON_API_MEDIA_TYPE);
  if (instances.length > 0) {
    return instances.some((range) => isUnderstood(range, extension) && range.weight > 0);
  }
  const weightOf = (wanted: string) => ranges.find(({ type }) => type === wanted)?.weight;
  const wildcard = weightOf('application/*') ?? weightOf('*/*') ?? 0;
  return wildcard > 0 || (weightOf('application/json') ?? 0) > 0;
}

function isUnderstood(range: MediaRange, extension?: string): boolean {
  return isJsonApi(range) && urisOf(range, 'ext').every((uri) => uri === extension);
}

function speaks(range: MediaRange, extension?: string): boolean {
  return extension === undefined || urisOf(range, 'ext').includes(extension);
}

function notAcceptable(extension?: string): JsonApiError {
  return new JsonApiError({
    status: 406,
    code: 'not_acceptable',
    detail: `what is served here is ${served(extension)}`,
    source: { header: 'Accept' },
  });
}

function served(extension?: string): string {
  return extension === undefined
    ? `${JSON_API_MEDIA_TYPE}, without an extension and without parameters other than profile`
    : `${JSON_API_MEDIA_TYPE};ext="${extension}", without parameters other than ext and profile`;
}
