import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { applyExtension, isJsonApi } from '../negotiation/extensions-and-profiles.js';
import { asJsonApi } from './reply.js';
import { JsonApiError } from '../errors/json-api.error.js';
import {
  JSON_API_MEDIA_TYPE,
  JSON_MEDIA_TYPE,
  type MediaRange,
  readMediaRanges,
  urisOf,
} from '../negotiation/media-type.js';

/** The extension that a controller requires. All other extensions are rejected. */
export const Extension = Reflector.createDecorator<string>();

/**
 * Implements "Content Negotiation" of jsonapi.org 1.1: answers 415 for an unsupported Content-Type
 * and 406 for an Accept that the server cannot satisfy. Unknown profiles are ignored, as the
 * specification requires.
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
 * A request without a body may have any other Content-Type, or none. But a JSON:API media type with
 * unsupported parameters is rejected even on a GET, because the specification makes no exception.
 * A controller with an extension requires it in the Content-Type: its documents have no meaning
 * without it.
 */
function requireContentType({ headers, body }: FastifyRequest, extension?: string): void {
  const [mediaType] = readMediaRanges(headers['content-type'] ?? '');
  if (isSupported(mediaType, extension)) return;
  const isOther = mediaType?.type !== JSON_API_MEDIA_TYPE;
  if (isOther && body === undefined && extension === undefined) return;

  throw new JsonApiError({
    status: 415,
    code: 'unsupported_media_type',
    detail: `the Content-Type must be ${served(extension)}${extension === undefined ? `; ${JSON_MEDIA_TYPE} is accepted, too` : ''}`,
    source: { header: 'Content-Type' },
  });
}

/**
 * `application/json` is accepted as well, although JSON:API does not mention it, because client
 * libraries send it by default. It cannot name an extension.
 */
function isSupported(mediaType: MediaRange | undefined, extension?: string): boolean {
  if (mediaType?.type === JSON_MEDIA_TYPE) return extension === undefined && isPlainJson(mediaType);
  if (mediaType?.type !== JSON_API_MEDIA_TYPE || mediaType.hasWeight) return false;
  return allowsExtension(mediaType, extension) && namesExtension(mediaType, extension);
}

/** JSON is always UTF-8 (RFC 8259 §8.1), so `charset=utf-8` changes nothing. */
function isPlainJson({ parameters, hasWeight }: MediaRange): boolean {
  const { size } = parameters;
  if (hasWeight || size > 1) return false;
  return size === 0 || parameters.get('charset')?.toLowerCase() === 'utf-8';
}

/**
 * When `Accept` lists JSON:API, one of its instances must be acceptable; wildcards next to them
 * do not count (the specification says MUST). Otherwise the range that is most specific decides
 * (RFC 9110 §12.5.1), and `application/json` counts like the JSON:API media type.
 *
 * An answer uses the extension even when `Accept` does not list it: only the client can require an
 * extension ("Client Responsibilities"), and its request does.
 */
function isAcceptable(accept = '', extension?: string): boolean {
  const ranges = readMediaRanges(accept);
  if (ranges.length === 0) return true;

  const instances = ranges.filter(({ type }) => type === JSON_API_MEDIA_TYPE);
  if (instances.length > 0) {
    return instances.some((range) => allowsExtension(range, extension) && range.weight > 0);
  }
  const weightOf = (wanted: string) => ranges.find(({ type }) => type === wanted)?.weight;
  const wildcard = weightOf('application/*') ?? weightOf('*/*') ?? 0;
  return wildcard > 0 || (weightOf(JSON_MEDIA_TYPE) ?? 0) > 0;
}

function allowsExtension(range: MediaRange, extension?: string): boolean {
  return isJsonApi(range) && urisOf(range, 'ext').every((uri) => uri === extension);
}

function namesExtension(range: MediaRange, extension?: string): boolean {
  return extension === undefined || urisOf(range, 'ext').includes(extension);
}

function notAcceptable(extension?: string): JsonApiError {
  return new JsonApiError({
    status: 406,
    code: 'not_acceptable',
    detail: `this address serves ${served(extension)}`,
    source: { header: 'Accept' },
  });
}

function served(extension?: string): string {
  return extension === undefined
    ? `${JSON_API_MEDIA_TYPE}, without an extension and without parameters other than profile`
    : `${JSON_API_MEDIA_TYPE};ext="${extension}", without parameters other than ext and profile`;
}
