import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_API_MEDIA_TYPE, type MediaRange, readMediaRanges, urisOf } from './media-type.js';

/** URIs of the extensions and profiles of one document, in the order of their application. */
interface AppliedExtensions {
  ext: string[];
  profile: string[];
}

const NONE: ReadonlySet<string> = new Set();

const appliedTo = new WeakMap<FastifyReply, AppliedExtensions>();

/**
 * The profiles that the client asks for with `Accept`, without the slash at the end that some write;
 * which of them are applied is the server's choice.
 */
export function requestedProfiles({ headers }: FastifyRequest): ReadonlySet<string> {
  const { accept = '' } = headers;
  if (!/profile/i.test(accept)) return NONE; // almost always
  const instances = readMediaRanges(accept).filter(
    (range) => range.type === JSON_API_MEDIA_TYPE && isJsonApi(range) && range.weight > 0,
  );
  const uris = instances.flatMap((range) => urisOf(range, 'profile'));
  return new Set(uris.map((uri) => uri.replace(/\/$/, '')));
}

/** The answer says that this profile is applied to it; that it is so is up to the caller. */
export function applyProfile(reply: FastifyReply, uri: string): void {
  apply(reply, 'profile', uri);
}

/** The same of an extension, for which clients have to ask: see `JsonApi`. */
export function applyExtension(reply: FastifyReply, uri: string): void {
  apply(reply, 'ext', uri);
}

/** Undefined when there is nothing. */
export function appliedOf(reply: FastifyReply): AppliedExtensions | undefined {
  return appliedTo.get(reply);
}

/** An instance with other parameters is to be refused, or ignored ("Server Responsibilities"). */
export function isJsonApi({ parameters }: MediaRange): boolean {
  return [...parameters.keys()].every((name) => name === 'ext' || name === 'profile');
}

function apply(reply: FastifyReply, kind: keyof AppliedExtensions, uri: string): void {
  const applied = appliedTo.get(reply) ?? { ext: [], profile: [] };
  if (!applied[kind].includes(uri)) applied[kind].push(uri);
  appliedTo.set(reply, applied);
}
