import type { ClientInactiveReason } from '../clients/client-snapshot.js';

/** The reason why a token with a valid signature is not accepted. */
export type InactiveReason =
  ClientInactiveReason | 'client_gone' | 'person_gone' | 'person_disabled' | 'revoked' | 'unbound';

/** The error code and the description that the caller gets for each reason. */
export const INACTIVE_REASONS: Readonly<
  Record<
    InactiveReason,
    {
      code:
        | 'revoked_token'
        | 'client_inactive'
        | 'person_inactive'
        | 'network_not_allowed'
        | 'not_dpop_bound';
      description: string;
    }
  >
> = {
  client_gone: { code: 'client_inactive', description: 'the client of this token does not exist' },
  disabled: { code: 'client_inactive', description: 'the client of this token is disabled' },
  expired: { code: 'client_inactive', description: 'the client of this token has expired' },
  owner_disabled: {
    code: 'client_inactive',
    description: 'the user for whom this client acts is disabled or not confirmed',
  },
  owner_gone: {
    code: 'client_inactive',
    description: 'the user for whom this token was issued no longer exists',
  },
  person_gone: {
    code: 'person_inactive',
    description: 'the person for whom this token was issued no longer exists',
  },
  person_disabled: {
    code: 'person_inactive',
    description: 'the person for whom this token was issued is disabled or not confirmed',
  },
  network: {
    code: 'network_not_allowed',
    description: 'the client of this token may not call from this address',
  },
  unbound: {
    code: 'not_dpop_bound',
    description: 'the tokens of this client must be bound to a key: ask for a new one with a proof',
  },
  revoked: { code: 'revoked_token', description: 'the token was revoked' },
};
