import { type AttributeError, ClientAdministrationError } from './client-administration.error.js';
import { acceptsPeople } from './client-snapshot.js';
import type { Client } from './client.entity.js';

/** Grant type of tokens for visitors, who have not signed in: an extension grant (RFC 6749 §4.5). */
export const VISITOR_GRANT = 'urn:latchkey:params:oauth:grant-type:visitor';

/** Grant types that a client may have, in their order. */
export const GRANT_TYPES = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  VISITOR_GRANT,
] as const;

/** The attributes of a client that depend on each other. */
type Grants = Pick<
  Client,
  'side' | 'grantTypes' | 'redirectUris' | 'isPublic' | 'jwks' | 'jwksUri' | 'ownerId'
>;

type Rule = readonly [isBroken: boolean, attribute: keyof Grants, text: string];

/** True when the client may ask for tokens for visitors. */
export function acceptsVisitors({ grantTypes }: { grantTypes: readonly string[] }): boolean {
  return grantTypes.includes(VISITOR_GRANT);
}

/** Returns the first conflict between attributes of a client; null when there is none. */
export function grantConflict(client: Grants): AttributeError | null {
  const { side, grantTypes, redirectUris, isPublic, jwks, jwksUri, ownerId } = client;
  const forPeople = acceptsPeople(client);
  const forVisitors = acceptsVisitors(client);
  const hasKeys = (jwks ?? null) !== null || (jwksUri ?? null) !== null;
  const rules: Rule[] = [
    [
      grantTypes.includes('refresh_token') && !forPeople,
      'grantTypes',
      'must have authorization_code beside refresh_token',
    ],
    [
      isPublic && grantTypes.includes('client_credentials'),
      'grantTypes',
      'must not have client_credentials for a public client: it has no credentials',
    ],
    [
      forPeople && ownerId !== null,
      'grantTypes',
      'must not have authorization_code for a client with an owner: it acts for that user only',
    ],
    [
      forVisitors && ownerId !== null,
      'grantTypes',
      `must not have ${VISITOR_GRANT} for a client with an owner: it acts for that user only`,
    ],
    [
      forVisitors && side === 'backoffice',
      'grantTypes',
      `must not have ${VISITOR_GRANT} at the back office: it has no visitors`,
    ],
    [
      forPeople && redirectUris.length === 0,
      'redirectUris',
      'must have a URI for the grant type authorization_code',
    ],
    [isPublic && hasKeys, 'isPublic', 'must be false for a client with jwks or jwksUri'],
  ];
  const broken = rules.find(([isBroken]) => isBroken);
  return broken ? { attribute: broken[1], message: `${broken[1]} ${broken[2]}` } : null;
}

/** @throws ClientAdministrationError `validation_failed` */
export function requireConsistentGrants(client: Grants): void {
  const conflict = grantConflict(client);
  if (!conflict) return;
  const pointer = `/data/attributes/${conflict.attribute}`;
  throw new ClientAdministrationError('validation_failed', conflict.message, pointer, [conflict]);
}
