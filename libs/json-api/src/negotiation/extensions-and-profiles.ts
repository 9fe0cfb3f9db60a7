import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_API_MEDIA_TYPE, type MediaRange, readMediaRanges, urisOf } from './media-type.js';

/** URIs of the extensions and profiles of one document, in the order of their application. */
interface AppliedParameters {
  ext: string[];
  profile: string[];
}

const NONE: ReadonlySet<string> = new Set();

const appliedTo = new WeakMap<FastifyReply, AppliedParameters>();

/**
 * Returns the profiles that the client requests in `Accept`, without the trailing slash that some
 * clients send. The server chooses which of them to apply.
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

/** Marks the answer: this profile is applied to it. The caller must apply the profile itself. */
export function applyProfile(reply: FastifyReply, uri: string): void {
  apply(reply, 'profile', uri);
}

/** Marks the answer in the same way for an extension, which clients must request: see `JsonApi`. */
export function applyExtension(reply: FastifyReply, uri: string): void {
  apply(reply, 'ext', uri);
}

/** Returns undefined when no extension or profile is applied. */
export function appliedParametersOf(reply: FastifyReply): AppliedParameters | undefined {
  return appliedTo.get(reply);
}

/** True when the media type has no parameters that must be rejected ("Server Responsibilities"). */
export function isJsonApi({ parameters }: MediaRange): boolean {
  return [...parameters.keys()].every((name) => name === 'ext' || name === 'profile');
}

function apply(reply: FastifyReply, kind: keyof AppliedParameters, uri: string): void {
  const applied = appliedTo.get(reply) ?? { ext: [], profile: [] };
  if (!applied[kind].includes(uri)) applied[kind].push(uri);
  appliedTo.set(reply, applied);
}
