import type { Authentication, Browser } from './session.js';

/** The columns of a `Session`. */
export const COLUMNS = `id::text, person_id::text AS "personId", amr, acr, user_agent AS "userAgent", address,
  to_json(extract(epoch FROM authenticated_at)) AS "authenticatedAt",
  ${['created', 'last_seen', 'expires'].map(seconds).join(', ')}`;

function seconds(name: string): string {
  const property = name.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase());
  return `floor(extract(epoch FROM ${name}_at))::integer AS "${property}At"`;
}

/** A session to store: what was proved in which browser, under the hash of its cookie. */
export interface NewSession extends Authentication, Browser {
  idHash: Buffer;
}

/** Returns the parameters 1 to 8 of the statements that store a session. */
export function valuesOf({ idHash, personId, amr, acr, userAgent, address, ...rest }: NewSession) {
  const { authenticatedAt = null, providerId = null } = rest;
  return [idHash, personId, amr, acr, userAgent, address, authenticatedAt, providerId];
}
