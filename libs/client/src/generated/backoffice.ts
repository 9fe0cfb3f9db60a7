export interface paths {
  '/api/users/mine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the profile */
    get: operations['profile.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Update the profile */
    patch: operations['profile.update'];
    trace?: never;
  };
  '/api/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List users */
    get: operations['users.list'];
    put?: never;
    /** Create a user */
    post: operations['users.create'];
    /** Delete users that match */
    delete: operations['users.deleteMatching'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a user */
    get: operations['users.read'];
    put?: never;
    post?: never;
    /** Delete a user */
    delete: operations['users.delete'];
    options?: never;
    head?: never;
    /** Update a user */
    patch: operations['users.update'];
    trace?: never;
  };
  '/api/users/{id}/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the roles of a user */
    get: operations['userRoles.related'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/relationships/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the ids of the roles of a user */
    get: operations['userRoles.list'];
    put?: never;
    /** Add roles to a user */
    post: operations['userRoles.add'];
    /** Remove roles from a user */
    delete: operations['userRoles.remove'];
    options?: never;
    head?: never;
    /** Replace the roles of a user */
    patch: operations['userRoles.replace'];
    trace?: never;
  };
  '/api/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List roles */
    get: operations['roles.list'];
    put?: never;
    /** Create a role */
    post: operations['roles.create'];
    /** Delete roles that match */
    delete: operations['roles.deleteMatching'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/roles/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a role */
    get: operations['roles.read'];
    put?: never;
    post?: never;
    /** Delete a role */
    delete: operations['roles.delete'];
    options?: never;
    head?: never;
    /** Update a role */
    patch: operations['roles.update'];
    trace?: never;
  };
  '/api/roles/{id}/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the users of a role */
    get: operations['roles.listUsers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/roles/{id}/relationships/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the ids of the users of a role */
    get: operations['roles.identifyUsers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/role-combinations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List role combinations */
    get: operations['roleCombinations.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/role-combinations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a role combination */
    get: operations['roleCombinations.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run operations */
    post: operations['operations.run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List customers */
    get: operations['customers.list'];
    put?: never;
    /** Create a customer */
    post: operations['customers.create'];
    /** Delete customers that match */
    delete: operations['customers.deleteMatching'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a customer */
    get: operations['customers.read'];
    put?: never;
    post?: never;
    /** Delete a customer */
    delete: operations['customers.delete'];
    options?: never;
    head?: never;
    /** Update a customer */
    patch: operations['customers.update'];
    trace?: never;
  };
  '/api/customers/{id}/customerUsers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the customer users of a customer */
    get: operations['customerMembers.related'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/relationships/customerUsers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the ids of the customer users of a customer */
    get: operations['customerMembers.list'];
    put?: never;
    /** Add customer users to a customer */
    post: operations['customerMembers.add'];
    /** Remove customer users from a customer */
    delete: operations['customerMembers.remove'];
    options?: never;
    head?: never;
    /** Replace the customer users of a customer */
    patch: operations['customerMembers.replace'];
    trace?: never;
  };
  '/api/customer-users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List customer users */
    get: operations['customerUsers.list'];
    put?: never;
    /** Create a customer user */
    post: operations['customerUsers.create'];
    /** Delete customer users that match */
    delete: operations['customerUsers.deleteMatching'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customer-users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a customer user */
    get: operations['customerUsers.read'];
    put?: never;
    post?: never;
    /** Delete a customer user */
    delete: operations['customerUsers.delete'];
    options?: never;
    head?: never;
    /** Update a customer user */
    patch: operations['customerUsers.update'];
    trace?: never;
  };
  '/api/customer-users/{id}/customer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the customer of a customer user */
    get: operations['customerUsers.readCustomer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customer-users/{id}/relationships/customer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the id of the customer of a customer user */
    get: operations['customerUsers.identifyCustomer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Set the customer of a customer user */
    patch: operations['customerUsers.setCustomer'];
    trace?: never;
  };
  '/api/oauth-clients': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List OAuth clients */
    get: operations['oAuthClients.list'];
    put?: never;
    /** Create an OAuth client */
    post: operations['oAuthClients.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth-clients/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an OAuth client */
    get: operations['oAuthClients.read'];
    put?: never;
    post?: never;
    /** Delete an OAuth client */
    delete: operations['oAuthClients.delete'];
    options?: never;
    head?: never;
    /** Update an OAuth client */
    patch: operations['oAuthClients.update'];
    trace?: never;
  };
  '/api/oauth-clients/{id}/revoke-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Revoke the tokens of an OAuth client */
    post: operations['oAuthClients.revokeTokens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth-client-secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List OAuth client secrets */
    get: operations['oAuthClientSecrets.list'];
    put?: never;
    /** Create an OAuth client secret */
    post: operations['oAuthClientSecrets.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth-client-secrets/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an OAuth client secret */
    get: operations['oAuthClientSecrets.read'];
    put?: never;
    post?: never;
    /** Retire an OAuth client secret */
    delete: operations['oAuthClientSecrets.retire'];
    options?: never;
    head?: never;
    /** Update an OAuth client secret */
    patch: operations['oAuthClientSecrets.update'];
    trace?: never;
  };
  '/api/oauth-client-secrets/{id}/client': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the client of an OAuth client secret */
    get: operations['oAuthClientSecrets.readClient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth-client-secrets/{id}/relationships/client': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the id of the client of an OAuth client secret */
    get: operations['oAuthClientSecrets.identifyClient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/client-usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List client usage */
    get: operations['clientUsage.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/client-usage/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a client usage */
    get: operations['clientUsage.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/client-scopes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List client scopes */
    get: operations['clientScopes.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/client-scopes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a client scope */
    get: operations['clientScopes.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/identity-providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List identity providers */
    get: operations['identityProviders.list'];
    put?: never;
    /** Create an identity provider */
    post: operations['identityProviders.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/identity-providers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an identity provider */
    get: operations['identityProviders.read'];
    put?: never;
    post?: never;
    /** Delete an identity provider */
    delete: operations['identityProviders.delete'];
    options?: never;
    head?: never;
    /** Update an identity provider */
    patch: operations['identityProviders.update'];
    trace?: never;
  };
  '/api/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List sessions */
    get: operations['sessions.list'];
    put?: never;
    post?: never;
    /** End matching sessions */
    delete: operations['sessions.endMatching'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a session */
    get: operations['sessions.read'];
    put?: never;
    post?: never;
    /** Delete a session */
    delete: operations['sessions.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/authentication-factors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List authentication factors */
    get: operations['authenticationFactors.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/authentication-factors/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an authentication factor */
    get: operations['authenticationFactors.read'];
    put?: never;
    post?: never;
    /** Delete an authentication factor */
    delete: operations['authenticationFactors.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sign-in-states': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List sign in states */
    get: operations['signInStates.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sign-in-states/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a sign in state */
    get: operations['signInStates.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/refresh-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List refresh tokens */
    get: operations['refreshTokens.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/refresh-tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a refresh token */
    get: operations['refreshTokens.read'];
    put?: never;
    post?: never;
    /** Delete a refresh token */
    delete: operations['refreshTokens.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/consents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List consents */
    get: operations['consents.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/consents/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a consent */
    get: operations['consents.read'];
    put?: never;
    post?: never;
    /** Delete a consent */
    delete: operations['consents.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/signing-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List signing keys */
    get: operations['signingKeys.list'];
    put?: never;
    /** Create a signing key */
    post: operations['signingKeys.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/signing-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a signing key */
    get: operations['signingKeys.read'];
    put?: never;
    post?: never;
    /** Withdraw a signing key */
    delete: operations['signingKeys.withdraw'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/revoked-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List revoked tokens */
    get: operations['revokedTokens.list'];
    put?: never;
    /** Create a revoked token */
    post: operations['revokedTokens.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/revoked-tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a revoked token */
    get: operations['revokedTokens.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/refusals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List refusals */
    get: operations['refusals.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/refusals/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a refusal */
    get: operations['refusals.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth-clients/{id}/test-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Describe of an OAuth client */
    get: operations['testTokens.describe'];
    put?: never;
    /** Create of an OAuth client */
    post: operations['testTokens.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/sign-in-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create of a user */
    post: operations['userLinks.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customer-users/{id}/sign-in-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create of a customer user */
    post: operations['customerUserLinks.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/invitation-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create of a user */
    post: operations['userInvitations.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customer-users/{id}/invitation-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create of a customer user */
    post: operations['customerUserInvitations.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List audit events */
    get: operations['auditEvents.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an audit event */
    get: operations['auditEvents.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-events.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Export audit events as CSV */
    get: operations['auditExports.exportCsv'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-events.jsonl': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Export audit events as JSON lines */
    get: operations['auditExports.exportJsonLines'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-heads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List audit heads */
    get: operations['auditHeads.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-heads/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an audit head */
    get: operations['auditHeads.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-chains': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List audit chains */
    get: operations['auditChains.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit-chains/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an audit chain */
    get: operations['auditChains.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AtomicOperations: {
      'atomic:operations': {
        /** @enum {string} */
        op: 'add' | 'update' | 'remove';
        ref?: {
          type: string;
          id?: string;
          lid?: string;
          relationship?: string;
        };
        href?: string;
        /** @description The data that a request for this operation alone would have. */
        data?: Record<string, never> | unknown[] | null;
      }[];
    };
    AtomicResults: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      'atomic:results': {
        data?: Record<string, never> | unknown[] | null;
        links?: Record<string, never>;
        meta?: Record<string, never>;
      }[];
    };
    AuditChainsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['AuditChainsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    AuditChainsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['AuditChainsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    AuditChainsResource: {
      /** @constant */
      type: 'audit-chains';
      /** @example 7 */
      id: string;
      /** @description Without `fields[audit-chains]` in the query, all of them. */
      attributes: {
        /**
         * @description Id of the last sealed event.
         * @example 1234
         */
        eventId: string | null;
        /**
         * @description Hash of that event, in hexadecimal.
         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
         */
        hash: string | null;
        /**
         * Format: date-time
         * @description Time of that event.
         * @example 2026-01-31T09:30:00.000Z
         */
        sealedAt: string | null;
        /**
         * @description Events that are not sealed yet; at most 100,000.
         * @example 0
         */
        unsealed: number;
        /**
         * @description Age of the oldest of them.
         * @example 0
         */
        unsealedSeconds: number;
        /**
         * @description The last event that a verification has found intact.
         * @example 1230
         */
        verifiedUpTo: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        verifiedAt: string | null;
        /**
         * @description Such as `system:backoffice` or `command:root`.
         * @example system:backoffice
         */
        verifiedBy: string | null;
        /**
         * @description The same for a verification of the whole trail.
         * @example 1000
         */
        completeUpTo: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        completeAt: string | null;
        /** @example command:root */
        completeBy: string | null;
        /**
         * @description The event at which the last verification found a problem.
         * @example null
         */
        brokenAt: string | null;
        /** @example null */
        problem: string | null;
        /**
         * Format: date-time
         * @description Time of the last verification, also of one that has found a problem.
         * @example 2026-01-31T09:30:00.000Z
         */
        checkedAt: string | null;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    AuditEventsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['AuditEventsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    AuditEventsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['AuditEventsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    AuditEventsResource: {
      /** @constant */
      type: 'audit-events';
      /** @example 7 */
      id: string;
      /** @description Without `fields[audit-events]` in the query, all of them. */
      attributes: {
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        occurredAt: string;
        /**
         * @example client
         * @enum {string}
         */
        actorType: 'client' | 'command' | 'holder' | 'system' | 'anonymous' | 'person';
        /**
         * @description Client id, id of a person, account at the command line, or address. For the failed authentications of a minute that are summed up, a network or `other networks`. The filter also accepts a type before the name, as in `client:<id>` or `command:root`.
         * @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa
         */
        actor: string;
        /** @example backoffice */
        side: string | null;
        /** @example user.updated */
        action: string;
        /** @example users */
        subjectType: string | null;
        /**
         * @description Id of the changed resource. For an erased person a pseudonym, `erased-…`.
         * @example 7
         */
        subjectId: string | null;
        /**
         * @description Values before the change, of changed attributes only. For an erased person a pseudonym, `erased-…`. A document of more than 64 levels is shown as `{ "deepJson": <its text> }`.
         * @example {
         *       "title": null
         *     }
         */
        before: Record<string, never> | null;
        /**
         * @description Values after the change, of changed attributes only. For an erased person a pseudonym, `erased-…`. A document of more than 64 levels is shown as `{ "deepJson": <its text> }`.
         * @example {
         *       "title": "Head of Sales"
         *     }
         */
        after: Record<string, never> | null;
        /** @example null */
        reason: string | null;
        /**
         * @description Number of acts of the same kind that this event sums up.
         * @example 1
         */
        occurrences: number;
        /** @example 73ad4b44-81d3-4e82-b6d1-5b15cd557ed4 */
        requestId: string | null;
        /** @example 10.0.0.7 */
        address: string | null;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    AuditHeadsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['AuditHeadsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    AuditHeadsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['AuditHeadsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    AuditHeadsResource: {
      /** @constant */
      type: 'audit-heads';
      /** @example 7 */
      id: string;
      /** @description Without `fields[audit-heads]` in the query, all of them. */
      attributes: {
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        notedAt: string;
        /** @example command */
        actorType: string;
        /**
         * @description Account at the command line, or name of the application.
         * @example root
         */
        actor: string;
        /**
         * @description True when the whole trail was verified, false for the events since an earlier head.
         * @example true
         */
        complete: boolean;
        /**
         * @description Id of the last event then.
         * @example 1234
         */
        eventId: string;
        /**
         * @description Hash of that event, in hexadecimal.
         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
         */
        hash: string;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    AuthenticationFactorsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['AuthenticationFactorsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    AuthenticationFactorsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['AuthenticationFactorsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    AuthenticationFactorsResource: {
      /** @constant */
      type: 'authentication-factors';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[authentication-factors]` in the query, all of them. */
      attributes: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example passkey
         * @enum {string}
         */
        kind: 'password' | 'totp' | 'recovery-codes' | 'passkey' | 'identity';
        /**
         * @description Name that the person has given a passkey, or name of the provider of a linked identity.
         * @example Telephone
         */
        name: string | null;
        /**
         * @description Key of the provider of a linked identity; null for other factors.
         * @example null
         */
        provider: string | null;
        /**
         * Format: date-time
         * @description Time at which the password was set, the app was confirmed, the codes were made, the passkey was added, or the identity was linked.
         * @example 2026-01-31T09:30:00.000Z
         */
        setUpAt: string;
        /**
         * Format: date-time
         * @description Null for a password and an app, whose use is not recorded.
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /**
         * @description Recovery codes that are not used; null for other factors.
         * @example null
         */
        codesLeft: number | null;
      };
      relationships?: {
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    ClientChangesDocument: {
      data: {
        /** @constant */
        type: 'oauth-clients';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example erp
           */
          name?: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example ERP in Ghent
           */
          description?: string | null;
          /**
           * @example [
           *       "users:read"
           *     ]
           */
          scopes?: string[];
          /**
           * @example [
           *       "client_credentials"
           *     ]
           */
          grantTypes?: (
            | 'client_credentials'
            | 'authorization_code'
            | 'refresh_token'
            | 'urn:latchkey:params:oauth:grant-type:visitor'
          )[];
          /** @example [] */
          redirectUris?: string[];
          /** @example [] */
          postLogoutRedirectUris?: string[];
          /** @example true */
          isPublic?: boolean;
          /** @example true */
          isThirdParty?: boolean;
          /** @example 600 */
          accessTokenLifetime?: number | null;
          /** @example true */
          dpopBoundAccessTokens?: boolean;
          /**
           * @example [
           *       "10.0.0.0/8"
           *     ]
           */
          allowedNetworks?: string[];
          /** @example true */
          enabled?: boolean;
          /**
           * Format: date-time
           * @example 2026-01-31T09:30:00.000Z
           */
          expiresAt?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example ops@example.com
           */
          contact?: string | null;
          /** @example null */
          jwks?: Record<string, never> | null;
          /** @example null */
          jwksUri?: string | null;
          /** @example null */
          limits?: Record<string, never> | null;
        };
      };
    };
    ClientScopesCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['ClientScopesResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    ClientScopesDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['ClientScopesResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    ClientScopesResource: {
      /** @constant */
      type: 'client-scopes';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[client-scopes]` in the query, all of them. */
      attributes: {
        /** @example users:read */
        scope: string;
        /**
         * @description Requests to the API that needed the scope.
         * @example 1780
         */
        uses: number;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        grantedAt: string;
        /**
         * Format: date-time
         * @description The last use, or the grant without a later use.
         * @example 2026-01-31T09:30:00.000Z
         */
        idleSince: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    ClientUsageCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['ClientUsageResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    ClientUsageDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['ClientUsageResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    ClientUsageResource: {
      /** @constant */
      type: 'client-usage';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[client-usage]` in the query, all of them. */
      attributes: {
        /**
         * @description A day is one of UTC. Without a filter, a list has days.
         * @example day
         * @enum {string}
         */
        unit: 'hour' | 'day';
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        startsAt: string;
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example 24 */
        tokensIssued: number;
        /**
         * @description Accepted requests to the API.
         * @example 1780
         */
        apiCalls: number;
        /**
         * @description Rejected requests of registered clients.
         * @example 2
         */
        denials: number;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'] | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    ConsentsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['ConsentsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    ConsentsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['ConsentsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    ConsentsResource: {
      /** @constant */
      type: 'consents';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[consents]` in the query, all of them. */
      attributes: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "profile:read"
         *     ]
         */
        scopes: string[];
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        grantedAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreateCustomerDocument: {
      data: {
        /** @constant */
        type: 'customers';
        attributes: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Elm Street Bakery
           */
          name: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example Bread for restaurants
           */
          description?: string | null;
        };
      };
    };
    CreateCustomerUserDocument: {
      data: {
        /** @constant */
        type: 'customer-users';
        attributes: {
          /** @example true */
          enabled?: boolean;
          /** @example true */
          confirmed?: boolean;
          /**
           * @example buyer
           * @enum {string}
           */
          role?: 'buyer' | 'administrator';
          /**
           * Format: email
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada@example.com
           */
          email: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Dr.
           */
          namePrefix?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Ada
           */
          firstName: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example King
           */
          middleName?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Lovelace
           */
          lastName: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example null
           */
          nameSuffix?: string | null;
          /**
           * Format: date
           * @example 1990-05-17
           */
          birthday?: string | null;
        };
        relationships?: {
          customer?: {
            data: components['schemas']['CustomersIdentifier'] | null;
          };
        };
      };
    };
    CreateRevokedTokenDocument: {
      data: {
        /** @constant */
        type: 'revoked-tokens';
        attributes: {
          /**
           * @example backoffice
           * @enum {string}
           */
          side: 'backoffice' | 'storefront';
          token?: string;
          /** @example 0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6 */
          jti?: string;
        };
      };
    };
    CreateRoleDocument: {
      data: {
        /** @constant */
        type: 'roles';
        attributes: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example sales
           */
          name: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example Reads customers
           */
          description?: string | null;
          /**
           * @example [
           *       "customers:read"
           *     ]
           */
          scopes: (
            | 'users:read'
            | 'users:write'
            | 'profile:read'
            | 'profile:write'
            | 'customers:read'
            | 'customers:write'
            | 'customer-users:read'
            | 'customer-users:write'
            | 'roles:read'
            | 'roles:write'
            | 'sessions:read'
            | 'sessions:write'
            | 'factors:read'
            | 'factors:write'
            | 'grants:read'
            | 'grants:write'
            | 'clients:read'
            | 'clients:write'
            | 'clients:admin'
            | 'identity-providers:read'
            | 'identity-providers:write'
            | 'keys:read'
            | 'keys:write'
            | 'tokens:revoke'
            | 'audit:read'
            | 'tokens:introspect'
          )[];
        };
      };
    };
    CreateSecretDocument: {
      data: {
        /** @constant */
        type: 'oauth-client-secrets';
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example server in Ghent
           */
          label?: string;
          /**
           * Format: date-time
           * @example 2026-01-31T09:30:00.000Z
           */
          notBefore?: string | null;
          /**
           * Format: date-time
           * @example 2026-01-31T09:30:00.000Z
           */
          expiresAt?: string | null;
          overlap?: number | null;
        };
        relationships: {
          client: {
            data: components['schemas']['OauthClientsIdentifier'];
          };
        };
      };
    };
    CreateSignInLinkDocument: {
      data: {
        /** @constant */
        type: 'sign-in-links';
        attributes: {
          /**
           * @example invitation
           * @enum {string}
           */
          purpose: 'invitation' | 'recovery';
        };
      };
    };
    CreateSigningKeyDocument: {
      data: {
        /** @constant */
        type: 'signing-keys';
        attributes: {
          /**
           * @example backoffice
           * @enum {string}
           */
          side: 'backoffice' | 'storefront';
          /**
           * @example ES256
           * @enum {string}
           */
          algorithm?: 'ES256' | 'RS256' | 'PS256' | 'EdDSA';
        };
      };
    };
    CreateTestTokenDocument: {
      data: {
        /** @constant */
        type: 'test-tokens';
        attributes?: {
          /**
           * @example [
           *       "users:read"
           *     ]
           */
          scopes?: string[];
        };
      };
    };
    CreateUserDocument: {
      data: {
        /** @constant */
        type: 'users';
        attributes: {
          /**
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada
           */
          username: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example +32 9 123 45 67
           */
          phone?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Head of Sales
           */
          title?: string | null;
          /** @example true */
          enabled?: boolean;
          /**
           * Format: email
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada@example.com
           */
          email: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Dr.
           */
          namePrefix?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Ada
           */
          firstName: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example King
           */
          middleName?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Lovelace
           */
          lastName: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example null
           */
          nameSuffix?: string | null;
          /**
           * Format: date
           * @example 1990-05-17
           */
          birthday?: string | null;
        };
      };
    };
    CreatedAuthenticationFactorsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedAuthenticationFactorsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedAuthenticationFactorsResource: {
      /** @constant */
      type: 'authentication-factors';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[authentication-factors]` in the query, all of them. */
      attributes?: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example passkey
         * @enum {string}
         */
        kind: 'password' | 'totp' | 'recovery-codes' | 'passkey' | 'identity';
        /**
         * @description Name that the person has given a passkey, or name of the provider of a linked identity.
         * @example Telephone
         */
        name: string | null;
        /**
         * @description Key of the provider of a linked identity; null for other factors.
         * @example null
         */
        provider: string | null;
        /**
         * Format: date-time
         * @description Time at which the password was set, the app was confirmed, the codes were made, the passkey was added, or the identity was linked.
         * @example 2026-01-31T09:30:00.000Z
         */
        setUpAt: string;
        /**
         * Format: date-time
         * @description Null for a password and an app, whose use is not recorded.
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /**
         * @description Recovery codes that are not used; null for other factors.
         * @example null
         */
        codesLeft: number | null;
      };
      relationships?: {
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedConsentsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedConsentsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedConsentsResource: {
      /** @constant */
      type: 'consents';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[consents]` in the query, all of them. */
      attributes?: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "profile:read"
         *     ]
         */
        scopes: string[];
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        grantedAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedCustomerUsersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedCustomerUsersResource'];
      included?: (
        components['schemas']['CustomerUsersResource'] | components['schemas']['CustomersResource']
      )[];
      meta?: Record<string, never>;
    };
    CreatedCustomerUsersResource: {
      /** @constant */
      type: 'customer-users';
      /** @example 7 */
      id: string;
      /** @description Without `fields[customer-users]` in the query, all of them. */
      attributes?: {
        /** @example ada@example.com */
        email: string;
        /** @example Dr. */
        namePrefix: string | null;
        /** @example Ada */
        firstName: string;
        /** @example King */
        middleName: string | null;
        /** @example Lovelace */
        lastName: string;
        /** @example null */
        nameSuffix: string | null;
        /**
         * Format: date
         * @example 1990-05-17
         */
        birthday: string | null;
        /** @example true */
        enabled: boolean;
        /** @example true */
        confirmed: boolean;
        /**
         * @example buyer
         * @enum {string}
         */
        role: 'buyer' | 'administrator';
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        customer?: {
          data?: components['schemas']['CustomersIdentifier'] | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedCustomersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedCustomersResource'];
      included?: (
        components['schemas']['CustomersResource'] | components['schemas']['CustomerUsersResource']
      )[];
      meta?: Record<string, never>;
    };
    CreatedCustomersResource: {
      /** @constant */
      type: 'customers';
      /** @example 7 */
      id: string;
      /** @description Without `fields[customers]` in the query, all of them. */
      attributes?: {
        /** @example Elm Street Bakery */
        name: string;
        /** @example Bread for restaurants */
        description: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        customerUsers?: {
          data?: components['schemas']['CustomerUsersIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedIdentityProvidersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedIdentityProvidersResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedIdentityProvidersResource: {
      /** @constant */
      type: 'identity-providers';
      /** @example 7 */
      id: string;
      /** @description Without `fields[identity-providers]` in the query, all of them. */
      attributes?: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example company */
        key: string;
        /** @example Example Ltd */
        name: string;
        /** @example https://login.example.com */
        issuer: string;
        /** @example latchkey */
        clientId: string;
        /** @example true */
        hasClientSecret: boolean;
        /**
         * @example [
         *       "openid"
         *     ]
         */
        scopes: string[];
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedOauthClientSecretsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedOauthClientSecretsResource'];
      included?: (
        | components['schemas']['OauthClientSecretsResource']
        | components['schemas']['OauthClientsResource']
      )[];
      meta?: Record<string, never>;
    };
    CreatedOauthClientSecretsResource: {
      /** @constant */
      type: 'oauth-client-secrets';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[oauth-client-secrets]` in the query, all of them. */
      attributes?: {
        /** @example server in Ghent */
        label: string;
        /** @example x7Kq */
        hint: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        notBefore: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        deprecatedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /** @example 10.0.0.7 */
        lastUsedAddress: string | null;
        /** @example 12 */
        useCount: number;
        /**
         * @description The last 20 networks from which the secret was used, as `networks`, each with its `network` and `lastUsedAt`. A network is a /24 of IPv4 or a /48 of IPv6.
         * @example {
         *       "networks": [
         *         {
         *           "network": "10.0.0.0/24",
         *           "lastUsedAt": "2020-01-01T00:00:00.000Z"
         *         }
         *       ]
         *     }
         */
        usedFrom: Record<string, never>;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedOauthClientsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedOauthClientsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedOauthClientsResource: {
      /** @constant */
      type: 'oauth-clients';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[oauth-clients]` in the query, all of them. */
      attributes?: {
        /** @example erp */
        name: string;
        /** @example ERP in Ghent */
        description: string | null;
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "users:read"
         *     ]
         */
        scopes: string[];
        /**
         * @example [
         *       "client_credentials"
         *     ]
         */
        grantTypes: string[];
        /** @example [] */
        redirectUris: string[];
        /** @example [] */
        postLogoutRedirectUris: string[];
        /** @example true */
        isPublic: boolean;
        /** @example true */
        isThirdParty: boolean;
        /** @example 600 */
        accessTokenLifetime: number | null;
        /** @example true */
        dpopBoundAccessTokens: boolean;
        /**
         * @example [
         *       "10.0.0.0/8"
         *     ]
         */
        allowedNetworks: string[];
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string | null;
        /** @example ops@example.com */
        contact: string | null;
        /** @example null */
        jwks: Record<string, never> | null;
        /** @example null */
        jwksUri: string | null;
        /** @example null */
        limits: Record<string, never> | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        tokensValidAfter: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        idleSince: string;
        /**
         * Format: date-time
         * @description Next end of a secret, and null when none will end. An end may be shown for a minute after it has passed.
         * @example 2026-01-31T09:30:00.000Z
         */
        secretsEndAt: string | null;
      };
      relationships?: {
        owner?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier']
            | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        secrets?: {
          links: {
            /** Format: uri-reference */
            related: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedRefreshTokensDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedRefreshTokensResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedRefreshTokensResource: {
      /** @constant */
      type: 'refresh-tokens';
      /** @example 7 */
      id: string;
      /** @description Without `fields[refresh-tokens]` in the query, all of them. */
      attributes?: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "profile:read"
         *     ]
         */
        scopes: string[];
        /**
         * @description Id of the session in which the application got it.
         * @example 0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6
         */
        sessionId: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        authenticatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string;
        /**
         * Format: date-time
         * @description It ends earlier without use for `refreshTokens.idleLifetime`.
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedRevokedTokensDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedRevokedTokensResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedRevokedTokensResource: {
      /** @constant */
      type: 'revoked-tokens';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[revoked-tokens]` in the query, all of them. */
      attributes?: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example 0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6 */
        jti: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        revokedAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'] | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedRolesDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedRolesResource'];
      included?: (
        components['schemas']['RolesResource'] | components['schemas']['UsersResource']
      )[];
      meta?: Record<string, never>;
    };
    CreatedRolesResource: {
      /** @constant */
      type: 'roles';
      /** @example 7 */
      id: string;
      /** @description Without `fields[roles]` in the query, all of them. */
      attributes?: {
        /** @example sales */
        name: string;
        /** @example Reads customers */
        description: string | null;
        /**
         * @example [
         *       "customers:read"
         *     ]
         */
        scopes: string[];
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        users?: {
          data?: components['schemas']['UsersIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedSessionsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedSessionsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedSessionsResource: {
      /** @constant */
      type: 'sessions';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[sessions]` in the query, all of them. */
      attributes?: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @description Methods of the last authentication (RFC 8176).
         * @example [
         *       "pwd",
         *       "otp",
         *       "mfa"
         *     ]
         */
        amr: string[];
        /**
         * @description `1` for one factor, `2` for two factors or a passkey.
         * @example 2
         * @enum {string}
         */
        acr: '1' | '2';
        /** @example Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 */
        userAgent: string;
        /** @example 192.0.2.7 */
        address: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        authenticatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastSeenAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
      };
      relationships?: {
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedSignInLinksDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedSignInLinksResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedSignInLinksResource: {
      /** @constant */
      type: 'sign-in-links';
      /** @example 7 */
      id: string;
      /** @description Without `fields[sign-in-links]` in the query, all of them. */
      attributes?: {
        /**
         * @example invitation
         * @enum {string}
         */
        purpose: 'invitation' | 'recovery';
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedSigningKeysDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedSigningKeysResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    CreatedSigningKeysResource: {
      /** @constant */
      type: 'signing-keys';
      /** @example 7 */
      id: string;
      /** @description Without `fields[signing-keys]` in the query, all of them. */
      attributes?: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example ES256 */
        algorithm: string;
        /**
         * @example active
         * @enum {string}
         */
        state: 'announced' | 'active' | 'retired';
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        activatedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        retiredAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        verifiesUntil: string | null;
        /**
         * @description Running processes of the side that cannot use the key yet: host and process id.
         * @example []
         */
        lackedBy: string[];
        /**
         * @description Running processes of the side.
         * @example 2
         */
        instances: number;
        /**
         * @description Tokens that a withdrawal would end, as far as they are counted: by the hour, and some time after they were issued.
         * @example 1200
         */
        liveTokens: number;
        /**
         * @description Clients with such tokens.
         * @example 14
         */
        liveClients: number;
        /** @example true */
        authentic: boolean | null;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CreatedUsersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CreatedUsersResource'];
      included?: (
        components['schemas']['UsersResource'] | components['schemas']['RolesResource']
      )[];
      meta?: Record<string, never>;
    };
    CreatedUsersResource: {
      /** @constant */
      type: 'users';
      /** @example 7 */
      id: string;
      /** @description Without `fields[users]` in the query, all of them. */
      attributes?: {
        /** @example ada */
        username: string;
        /** @example ada@example.com */
        email: string;
        /** @example Dr. */
        namePrefix: string | null;
        /** @example Ada */
        firstName: string;
        /** @example King */
        middleName: string | null;
        /** @example Lovelace */
        lastName: string;
        /** @example null */
        nameSuffix: string | null;
        /** @example +32 9 123 45 67 */
        phone: string | null;
        /** @example Head of Sales */
        title: string | null;
        /**
         * Format: date
         * @example 1990-05-17
         */
        birthday: string | null;
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        roles?: {
          data?: components['schemas']['RolesIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CustomerUsersCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['CustomerUsersResource'][];
      included?: (
        components['schemas']['CustomerUsersResource'] | components['schemas']['CustomersResource']
      )[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    CustomerUsersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CustomerUsersResource'];
      included?: (
        components['schemas']['CustomerUsersResource'] | components['schemas']['CustomersResource']
      )[];
      meta?: Record<string, never>;
    };
    CustomerUsersIdentifier: {
      /** @constant */
      type: 'customer-users';
      id: string;
      meta?: Record<string, never>;
    };
    CustomerUsersIdentifiers: {
      data: components['schemas']['CustomerUsersIdentifier'][];
    };
    CustomerUsersRelationship: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        related: string;
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['CustomerUsersIdentifier'][];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    CustomerUsersResource: {
      /** @constant */
      type: 'customer-users';
      /** @example 7 */
      id: string;
      /** @description Without `fields[customer-users]` in the query, all of them. */
      attributes: {
        /** @example ada@example.com */
        email: string;
        /** @example Dr. */
        namePrefix: string | null;
        /** @example Ada */
        firstName: string;
        /** @example King */
        middleName: string | null;
        /** @example Lovelace */
        lastName: string;
        /** @example null */
        nameSuffix: string | null;
        /**
         * Format: date
         * @example 1990-05-17
         */
        birthday: string | null;
        /** @example true */
        enabled: boolean;
        /** @example true */
        confirmed: boolean;
        /**
         * @example buyer
         * @enum {string}
         */
        role: 'buyer' | 'administrator';
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        customer?: {
          data?: components['schemas']['CustomersIdentifier'] | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    CustomersCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['CustomersResource'][];
      included?: (
        components['schemas']['CustomersResource'] | components['schemas']['CustomerUsersResource']
      )[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    CustomersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CustomersResource'];
      included?: (
        components['schemas']['CustomersResource'] | components['schemas']['CustomerUsersResource']
      )[];
      meta?: Record<string, never>;
    };
    CustomersIdentifier: {
      /** @constant */
      type: 'customers';
      id: string;
      meta?: Record<string, never>;
    };
    CustomersOrNullDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['CustomersResource'] | null;
      included?: (
        components['schemas']['CustomersResource'] | components['schemas']['CustomerUsersResource']
      )[];
      meta?: Record<string, never>;
    };
    CustomersResource: {
      /** @constant */
      type: 'customers';
      /** @example 7 */
      id: string;
      /** @description Without `fields[customers]` in the query, all of them. */
      attributes: {
        /** @example Elm Street Bakery */
        name: string;
        /** @example Bread for restaurants */
        description: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        customerUsers?: {
          data?: components['schemas']['CustomerUsersIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    IdentityProviderChangesDocument: {
      data: {
        /** @constant */
        type: 'identity-providers';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Example Ltd
           */
          name?: string;
          /** @example latchkey */
          clientId?: string;
          /** @example null */
          clientSecret?: string | null;
          /**
           * @example [
           *       "openid"
           *     ]
           */
          scopes?: string[];
          /** @example true */
          enabled?: boolean;
        };
      };
    };
    IdentityProvidersCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['IdentityProvidersResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    IdentityProvidersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['IdentityProvidersResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    IdentityProvidersResource: {
      /** @constant */
      type: 'identity-providers';
      /** @example 7 */
      id: string;
      /** @description Without `fields[identity-providers]` in the query, all of them. */
      attributes: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example company */
        key: string;
        /** @example Example Ltd */
        name: string;
        /** @example https://login.example.com */
        issuer: string;
        /** @example latchkey */
        clientId: string;
        /** @example true */
        hasClientSecret: boolean;
        /**
         * @example [
         *       "openid"
         *     ]
         */
        scopes: string[];
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    NewClientDocument: {
      data: {
        /** @constant */
        type: 'oauth-clients';
        attributes: {
          /**
           * @example backoffice
           * @enum {string}
           */
          side: 'backoffice' | 'storefront';
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example erp
           */
          name: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example ERP in Ghent
           */
          description?: string | null;
          /**
           * @example [
           *       "users:read"
           *     ]
           */
          scopes: string[];
          /**
           * @example [
           *       "client_credentials"
           *     ]
           */
          grantTypes?: (
            | 'client_credentials'
            | 'authorization_code'
            | 'refresh_token'
            | 'urn:latchkey:params:oauth:grant-type:visitor'
          )[];
          /** @example [] */
          redirectUris?: string[];
          /** @example [] */
          postLogoutRedirectUris?: string[];
          /** @example true */
          isPublic?: boolean;
          /** @example true */
          isThirdParty?: boolean;
          /** @example 600 */
          accessTokenLifetime?: number | null;
          /** @example true */
          dpopBoundAccessTokens?: boolean;
          /**
           * @example [
           *       "10.0.0.0/8"
           *     ]
           */
          allowedNetworks?: string[];
          /** @example true */
          enabled?: boolean;
          /**
           * Format: date-time
           * @example 2026-01-31T09:30:00.000Z
           */
          expiresAt?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example ops@example.com
           */
          contact?: string | null;
          /** @example null */
          jwks?: Record<string, never> | null;
          /** @example null */
          jwksUri?: string | null;
          /** @example null */
          limits?: Record<string, never> | null;
        };
        relationships?: {
          owner?: {
            data:
              | components['schemas']['UsersIdentifier']
              | components['schemas']['CustomerUsersIdentifier']
              | null;
          };
        };
      };
    };
    NewIdentityProviderDocument: {
      data: {
        /** @constant */
        type: 'identity-providers';
        attributes: {
          /**
           * @example backoffice
           * @enum {string}
           */
          side: 'backoffice' | 'storefront';
          /** @example company */
          key: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Example Ltd
           */
          name: string;
          /** @example https://login.example.com */
          issuer: string;
          /** @example latchkey */
          clientId: string;
          /** @example null */
          clientSecret?: string | null;
          /**
           * @example [
           *       "openid"
           *     ]
           */
          scopes?: string[];
          /** @example true */
          enabled?: boolean;
        };
      };
    };
    OauthClientSecretsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['OauthClientSecretsResource'][];
      included?: (
        | components['schemas']['OauthClientSecretsResource']
        | components['schemas']['OauthClientsResource']
      )[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    OauthClientSecretsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['OauthClientSecretsResource'];
      included?: (
        | components['schemas']['OauthClientSecretsResource']
        | components['schemas']['OauthClientsResource']
      )[];
      meta?: Record<string, never>;
    };
    OauthClientSecretsResource: {
      /** @constant */
      type: 'oauth-client-secrets';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[oauth-client-secrets]` in the query, all of them. */
      attributes: {
        /** @example server in Ghent */
        label: string;
        /** @example x7Kq */
        hint: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        notBefore: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        deprecatedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /** @example 10.0.0.7 */
        lastUsedAddress: string | null;
        /** @example 12 */
        useCount: number;
        /**
         * @description The last 20 networks from which the secret was used, as `networks`, each with its `network` and `lastUsedAt`. A network is a /24 of IPv4 or a /48 of IPv6.
         * @example {
         *       "networks": [
         *         {
         *           "network": "10.0.0.0/24",
         *           "lastUsedAt": "2020-01-01T00:00:00.000Z"
         *         }
         *       ]
         *     }
         */
        usedFrom: Record<string, never>;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    OauthClientsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['OauthClientsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    OauthClientsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['OauthClientsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    OauthClientsIdentifier: {
      /** @constant */
      type: 'oauth-clients';
      id: string;
      meta?: Record<string, never>;
    };
    OauthClientsResource: {
      /** @constant */
      type: 'oauth-clients';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[oauth-clients]` in the query, all of them. */
      attributes: {
        /** @example erp */
        name: string;
        /** @example ERP in Ghent */
        description: string | null;
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "users:read"
         *     ]
         */
        scopes: string[];
        /**
         * @example [
         *       "client_credentials"
         *     ]
         */
        grantTypes: string[];
        /** @example [] */
        redirectUris: string[];
        /** @example [] */
        postLogoutRedirectUris: string[];
        /** @example true */
        isPublic: boolean;
        /** @example true */
        isThirdParty: boolean;
        /** @example 600 */
        accessTokenLifetime: number | null;
        /** @example true */
        dpopBoundAccessTokens: boolean;
        /**
         * @example [
         *       "10.0.0.0/8"
         *     ]
         */
        allowedNetworks: string[];
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string | null;
        /** @example ops@example.com */
        contact: string | null;
        /** @example null */
        jwks: Record<string, never> | null;
        /** @example null */
        jwksUri: string | null;
        /** @example null */
        limits: Record<string, never> | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        tokensValidAfter: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        idleSince: string;
        /**
         * Format: date-time
         * @description Next end of a secret, and null when none will end. An end may be shown for a minute after it has passed.
         * @example 2026-01-31T09:30:00.000Z
         */
        secretsEndAt: string | null;
      };
      relationships?: {
        owner?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier']
            | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        secrets?: {
          links: {
            /** Format: uri-reference */
            related: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    RefreshTokensCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RefreshTokensResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RefreshTokensDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['RefreshTokensResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    RefreshTokensResource: {
      /** @constant */
      type: 'refresh-tokens';
      /** @example 7 */
      id: string;
      /** @description Without `fields[refresh-tokens]` in the query, all of them. */
      attributes: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @example [
         *       "profile:read"
         *     ]
         */
        scopes: string[];
        /**
         * @description Id of the session in which the application got it.
         * @example 0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6
         */
        sessionId: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        authenticatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastUsedAt: string;
        /**
         * Format: date-time
         * @description It ends earlier without use for `refreshTokens.idleLifetime`.
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    RefusalsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RefusalsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RefusalsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['RefusalsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    RefusalsResource: {
      /** @constant */
      type: 'refusals';
      /** @example 7 */
      id: string;
      /** @description Without `fields[refusals]` in the query, all of them. */
      attributes: {
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        occurredAt: string;
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @description Id of the request, which its answer has too. Null for refusals that are summed up.
         * @example 73ad4b44-81d3-4e82-b6d1-5b15cd557ed4
         */
        requestId: string | null;
        /**
         * @description Client that the request named. It may not exist.
         * @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa
         */
        clientId: string | null;
        /**
         * @description Address of the caller. For refusals that are summed up, a network.
         * @example 10.0.0.7
         */
        address: string | null;
        /** @example POST */
        method: string | null;
        /**
         * @description Pattern of the path, without values of the request.
         * @example /oauth2-token
         */
        route: string | null;
        /** @example 401 */
        status: number;
        /**
         * @description Code of the answer.
         * @example invalid_client
         */
        code: string;
        /**
         * @description The reason that the answer hides, as `kind: details`.
         * @example wrong_secret
         */
        reason: string | null;
        /**
         * @description Scopes, seconds since the sign-in, or the quota that the request would need.
         * @example null
         */
        required: string | null;
        /**
         * @description Text of the answer.
         * @example client authentication failed
         */
        description: string | null;
        /**
         * @description Number of refusals of the same caller and code that this one sums up.
         * @example 1
         */
        occurrences: number;
        /**
         * @description The reason in words (`text`, which follows "because"), what to do (`advice`), and the parts of the reason: `kind`, `details`, `further` and `isLocked`.
         * @example {
         *       "kind": "wrong_secret",
         *       "isLocked": false,
         *       "further": null,
         *       "details": null,
         *       "text": "this client has never had this secret",
         *       "advice": "Compare the last four characters of the secret that the program sends with those shown for the client."
         *     }
         */
        explanation: Record<string, never>;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    RevokedTokensCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RevokedTokensResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RevokedTokensDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['RevokedTokensResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    RevokedTokensResource: {
      /** @constant */
      type: 'revoked-tokens';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[revoked-tokens]` in the query, all of them. */
      attributes: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example 0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6 */
        jti: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        revokedAt: string;
      };
      relationships?: {
        client?: {
          data?: components['schemas']['OauthClientsIdentifier'] | null;
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    RoleCombinationsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RoleCombinationsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RoleCombinationsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['RoleCombinationsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    RoleCombinationsResource: {
      /** @constant */
      type: 'role-combinations';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[role-combinations]` in the query, all of them. */
      attributes: {
        /**
         * @description Ids of the roles, in ascending order.
         * @example [
         *       "1",
         *       "3"
         *     ]
         */
        roleIds: string[];
        /**
         * @description Members of staff who have exactly these roles.
         * @example 12
         */
        users: number;
        /**
         * @description Those who may sign in.
         * @example 11
         */
        enabledUsers: number;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    RolesCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RolesResource'][];
      included?: (
        components['schemas']['RolesResource'] | components['schemas']['UsersResource']
      )[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RolesDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['RolesResource'];
      included?: (
        components['schemas']['RolesResource'] | components['schemas']['UsersResource']
      )[];
      meta?: Record<string, never>;
    };
    RolesIdentifier: {
      /** @constant */
      type: 'roles';
      id: string;
      meta?: Record<string, never>;
    };
    RolesIdentifiers: {
      data: components['schemas']['RolesIdentifier'][];
    };
    RolesRelationship: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        related: string;
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['RolesIdentifier'][];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    RolesResource: {
      /** @constant */
      type: 'roles';
      /** @example 7 */
      id: string;
      /** @description Without `fields[roles]` in the query, all of them. */
      attributes: {
        /** @example sales */
        name: string;
        /** @example Reads customers */
        description: string | null;
        /**
         * @example [
         *       "customers:read"
         *     ]
         */
        scopes: string[];
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        users?: {
          data?: components['schemas']['UsersIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    SecretChangesDocument: {
      data: {
        /** @constant */
        type: 'oauth-client-secrets';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example server in Ghent
           */
          label?: string;
          /**
           * Format: date-time
           * @example 2026-01-31T09:30:00.000Z
           */
          expiresAt?: string | null;
        };
      };
    };
    SessionsCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['SessionsResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    SessionsDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['SessionsResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    SessionsResource: {
      /** @constant */
      type: 'sessions';
      /** @example 5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa */
      id: string;
      /** @description Without `fields[sessions]` in the query, all of them. */
      attributes: {
        /**
         * @example storefront
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /**
         * @description Methods of the last authentication (RFC 8176).
         * @example [
         *       "pwd",
         *       "otp",
         *       "mfa"
         *     ]
         */
        amr: string[];
        /**
         * @description `1` for one factor, `2` for two factors or a passkey.
         * @example 2
         * @enum {string}
         */
        acr: '1' | '2';
        /** @example Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 */
        userAgent: string;
        /** @example 192.0.2.7 */
        address: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        authenticatedAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        lastSeenAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        expiresAt: string;
      };
      relationships?: {
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    SignInLinksDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['SignInLinksResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    SignInLinksResource: {
      /** @constant */
      type: 'sign-in-links';
      /** @example 7 */
      id: string;
      /** @description Without `fields[sign-in-links]` in the query, all of them. */
      attributes: {
        /**
         * @example invitation
         * @enum {string}
         */
        purpose: 'invitation' | 'recovery';
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    SignInStatesCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['SignInStatesResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    SignInStatesDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['SignInStatesResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    SignInStatesResource: {
      /** @constant */
      type: 'sign-in-states';
      /** @example x7Kq0vB3mZ */
      id: string;
      /** @description Without `fields[sign-in-states]` in the query, all of them. */
      attributes: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example true */
        hasPassword: boolean;
        /** @example true */
        hasAuthenticatorApp: boolean;
        /** @example 1 */
        passkeys: number;
        /**
         * @description Linked identities at identity providers.
         * @example 0
         */
        identities: number;
        /**
         * Format: date-time
         * @description Accurate to a day; null for a person who has never signed in.
         * @example 2026-01-31T09:30:00.000Z
         */
        lastSignedInAt: string | null;
        /**
         * @description Purpose of the one-time link that the person can use now; null without one.
         * @example null
         * @enum {string|null}
         */
        linkPurpose: 'invitation' | 'recovery' | null;
        /**
         * Format: date-time
         * @example null
         */
        linkExpiresAt: string | null;
      };
      relationships?: {
        person?: {
          data?:
            | components['schemas']['UsersIdentifier']
            | components['schemas']['CustomerUsersIdentifier'];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    SigningKeysCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['SigningKeysResource'][];
      included?: unknown[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    SigningKeysDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['SigningKeysResource'];
      included?: unknown[];
      meta?: Record<string, never>;
    };
    SigningKeysResource: {
      /** @constant */
      type: 'signing-keys';
      /** @example 7 */
      id: string;
      /** @description Without `fields[signing-keys]` in the query, all of them. */
      attributes: {
        /**
         * @example backoffice
         * @enum {string}
         */
        side: 'backoffice' | 'storefront';
        /** @example ES256 */
        algorithm: string;
        /**
         * @example active
         * @enum {string}
         */
        state: 'announced' | 'active' | 'retired';
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        activatedAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        retiredAt: string | null;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        verifiesUntil: string | null;
        /**
         * @description Running processes of the side that cannot use the key yet: host and process id.
         * @example []
         */
        lackedBy: string[];
        /**
         * @description Running processes of the side.
         * @example 2
         */
        instances: number;
        /**
         * @description Tokens that a withdrawal would end, as far as they are counted: by the hour, and some time after they were issued.
         * @example 1200
         */
        liveTokens: number;
        /**
         * @description Clients with such tokens.
         * @example 14
         */
        liveClients: number;
        /** @example true */
        authentic: boolean | null;
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    UpdateCustomerDocument: {
      data: {
        /** @constant */
        type: 'customers';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Elm Street Bakery
           */
          name?: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example Bread for restaurants
           */
          description?: string | null;
        };
      };
    };
    UpdateCustomerUserDocument: {
      data: {
        /** @constant */
        type: 'customer-users';
        id: string;
        attributes?: {
          /** @example true */
          enabled?: boolean;
          /** @example true */
          confirmed?: boolean;
          /**
           * @example buyer
           * @enum {string}
           */
          role?: 'buyer' | 'administrator';
          /**
           * Format: email
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada@example.com
           */
          email?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Dr.
           */
          namePrefix?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Ada
           */
          firstName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example King
           */
          middleName?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Lovelace
           */
          lastName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example null
           */
          nameSuffix?: string | null;
          /**
           * Format: date
           * @example 1990-05-17
           */
          birthday?: string | null;
        };
        relationships?: {
          customer?: {
            data: components['schemas']['CustomersIdentifier'] | null;
          };
        };
      };
    };
    UpdateProfileDocument: {
      data: {
        /** @constant */
        type: 'users';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example +32 9 123 45 67
           */
          phone?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Head of Sales
           */
          title?: string | null;
          /**
           * Format: email
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada@example.com
           */
          email?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Dr.
           */
          namePrefix?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Ada
           */
          firstName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example King
           */
          middleName?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Lovelace
           */
          lastName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example null
           */
          nameSuffix?: string | null;
          /**
           * Format: date
           * @example 1990-05-17
           */
          birthday?: string | null;
        };
      };
    };
    UpdateRoleDocument: {
      data: {
        /** @constant */
        type: 'roles';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example sales
           */
          name?: string;
          /**
           * @description Text without control characters but tabs and line breaks. It is stored in Unicode NFC.
           * @example Reads customers
           */
          description?: string | null;
          /**
           * @example [
           *       "customers:read"
           *     ]
           */
          scopes?: (
            | 'users:read'
            | 'users:write'
            | 'profile:read'
            | 'profile:write'
            | 'customers:read'
            | 'customers:write'
            | 'customer-users:read'
            | 'customer-users:write'
            | 'roles:read'
            | 'roles:write'
            | 'sessions:read'
            | 'sessions:write'
            | 'factors:read'
            | 'factors:write'
            | 'grants:read'
            | 'grants:write'
            | 'clients:read'
            | 'clients:write'
            | 'clients:admin'
            | 'identity-providers:read'
            | 'identity-providers:write'
            | 'keys:read'
            | 'keys:write'
            | 'tokens:revoke'
            | 'audit:read'
            | 'tokens:introspect'
          )[];
        };
      };
    };
    UpdateUserDocument: {
      data: {
        /** @constant */
        type: 'users';
        id: string;
        attributes?: {
          /**
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada
           */
          username?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example +32 9 123 45 67
           */
          phone?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Head of Sales
           */
          title?: string | null;
          /** @example true */
          enabled?: boolean;
          /**
           * Format: email
           * @description One line without control characters and without a blank at its ends, and with no invisible character. It is stored in Unicode NFC.
           * @example ada@example.com
           */
          email?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Dr.
           */
          namePrefix?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Ada
           */
          firstName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example King
           */
          middleName?: string | null;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example Lovelace
           */
          lastName?: string;
          /**
           * @description One line without control characters and without a blank at its ends; joiners and variation selectors only where the script has them. It is stored in Unicode NFC.
           * @example null
           */
          nameSuffix?: string | null;
          /**
           * Format: date
           * @example 1990-05-17
           */
          birthday?: string | null;
        };
      };
    };
    UsersCollection: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['UsersResource'][];
      included?: (
        components['schemas']['UsersResource'] | components['schemas']['RolesResource']
      )[];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    UsersDocument: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      data: components['schemas']['UsersResource'];
      included?: (
        components['schemas']['UsersResource'] | components['schemas']['RolesResource']
      )[];
      meta?: Record<string, never>;
    };
    UsersIdentifier: {
      /** @constant */
      type: 'users';
      id: string;
      meta?: Record<string, never>;
    };
    UsersRelationship: {
      jsonapi: {
        /** @constant */
        version: '1.1';
        ext?: string[];
        profile?: string[];
      };
      links: {
        self:
          | string
          | {
              /** Format: uri-reference */
              href: string;
              type: string;
            };
        /** Format: uri-reference */
        related: string;
        /** Format: uri-reference */
        first: string;
        /** Format: uri-reference */
        prev: string | null;
        /** Format: uri-reference */
        next: string | null;
        /** Format: uri-reference */
        last?: string;
      };
      data: components['schemas']['UsersIdentifier'][];
      meta?: {
        page?: {
          /**
           * @description Resources on all pages, with `page[total]=true`.
           * @example 1
           */
          total?: number;
          /** @description True when the range has more resources. */
          rangeTruncated?: boolean;
        };
      };
    };
    UsersResource: {
      /** @constant */
      type: 'users';
      /** @example 7 */
      id: string;
      /** @description Without `fields[users]` in the query, all of them. */
      attributes: {
        /** @example ada */
        username: string;
        /** @example ada@example.com */
        email: string;
        /** @example Dr. */
        namePrefix: string | null;
        /** @example Ada */
        firstName: string;
        /** @example King */
        middleName: string | null;
        /** @example Lovelace */
        lastName: string;
        /** @example null */
        nameSuffix: string | null;
        /** @example +32 9 123 45 67 */
        phone: string | null;
        /** @example Head of Sales */
        title: string | null;
        /**
         * Format: date
         * @example 1990-05-17
         */
        birthday: string | null;
        /** @example true */
        enabled: boolean;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        createdAt: string;
        /**
         * Format: date-time
         * @example 2026-01-31T09:30:00.000Z
         */
        updatedAt: string;
      };
      relationships?: {
        roles?: {
          data?: components['schemas']['RolesIdentifier'][];
          links?: {
            /** Format: uri-reference */
            self?: string;
            /** Format: uri-reference */
            related?: string;
          };
        };
      };
      links: {
        /** Format: uri-reference */
        self: string;
      };
      meta?: {
        page?: {
          cursor: string;
        };
        etag?: string;
      };
    };
    OAuthFailure: {
      /** @enum {string} */
      error:
        | 'invalid_request'
        | 'invalid_client'
        | 'unauthorized_client'
        | 'unsupported_grant_type'
        | 'invalid_scope'
        | 'invalid_target'
        | 'invalid_grant'
        | 'invalid_dpop_proof'
        | 'use_dpop_nonce'
        | 'insufficient_scope'
        | 'too_many_requests'
        | 'temporarily_unavailable'
        | 'unsupported_response_type'
        | 'access_denied'
        | 'login_required'
        | 'consent_required'
        | 'unmet_authentication_requirements'
        | 'request_not_supported'
        | 'request_uri_not_supported'
        | 'registration_not_supported'
        | 'server_error';
      error_description: string;
      /** @description Id by which the operator finds the reason. */
      request_id?: string;
    };
  };
  responses: never;
  parameters: {
    /** @description The attributes and relationships in the answer; the default is all of them. */
    AuditChainsFields: (
      | 'eventId'
      | 'hash'
      | 'sealedAt'
      | 'unsealed'
      | 'unsealedSeconds'
      | 'verifiedUpTo'
      | 'verifiedAt'
      | 'verifiedBy'
      | 'completeUpTo'
      | 'completeAt'
      | 'completeBy'
      | 'brokenAt'
      | 'problem'
      | 'checkedAt'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditChainsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditChainsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditChainsFilterIdNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    AuditChainsSort: ('id' | '-id')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    AuditEventsFields: (
      | 'occurredAt'
      | 'actorType'
      | 'actor'
      | 'side'
      | 'action'
      | 'subjectType'
      | 'subjectId'
      | 'before'
      | 'after'
      | 'reason'
      | 'occurrences'
      | 'requestId'
      | 'address'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterAction: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActionEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterActionExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActionNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActor: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActorEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterActorExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActorNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActorType: (
      'client' | 'command' | 'holder' | 'system' | 'anonymous' | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterActorTypeEq: (
      'client' | 'command' | 'holder' | 'system' | 'anonymous' | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterOccurredAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterOccurredAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterOccurredAtExists: boolean;
    /** @description Greater than the value. */
    AuditEventsFilterOccurredAtGt: string;
    /** @description Greater than or equal to the value. */
    AuditEventsFilterOccurredAtGte: string;
    /** @description Less than the value. */
    AuditEventsFilterOccurredAtLt: string;
    /** @description Less than or equal to the value. */
    AuditEventsFilterOccurredAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterOccurredAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterRequestId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterRequestIdEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterRequestIdExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterRequestIdNeq: string[];
    /** @description Words that must all occur in actor, action, subjectId, before, after, reason, address. A page looks through 10000 resources at most, and can be short; follow its link to the next page. */
    AuditEventsFilterSearch: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSide: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSideEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSideNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectIdEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterSubjectIdExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectType: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectTypeEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditEventsFilterSubjectTypeExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditEventsFilterSubjectTypeNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    AuditEventsSort: ('id' | '-id' | 'occurredAt' | '-occurredAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    AuditHeadsFields: ('notedAt' | 'actorType' | 'actor' | 'complete' | 'eventId' | 'hash')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterNotedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterNotedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuditHeadsFilterNotedAtExists: boolean;
    /** @description Greater than the value. */
    AuditHeadsFilterNotedAtGt: string;
    /** @description Greater than or equal to the value. */
    AuditHeadsFilterNotedAtGte: string;
    /** @description Less than the value. */
    AuditHeadsFilterNotedAtLt: string;
    /** @description Less than or equal to the value. */
    AuditHeadsFilterNotedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuditHeadsFilterNotedAtNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    AuditHeadsSort: ('id' | '-id' | 'notedAt' | '-notedAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    AuthenticationFactorsFields: (
      'side' | 'kind' | 'name' | 'provider' | 'setUpAt' | 'lastUsedAt' | 'codesLeft' | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterKind: (
      'password' | 'totp' | 'recovery-codes' | 'passkey' | 'identity'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterKindEq: (
      'password' | 'totp' | 'recovery-codes' | 'passkey' | 'identity'
    )[];
    /** @description True for resources with a value, false for resources without one. */
    AuthenticationFactorsFilterKindExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterKindNeq: (
      'password' | 'totp' | 'recovery-codes' | 'passkey' | 'identity'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterPerson: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterPersonEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    AuthenticationFactorsFilterPersonExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterPersonNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    AuthenticationFactorsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    AuthenticationFactorsFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    AuthenticationFactorsSort: ('id' | '-id')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    ClientScopesFields: ('scope' | 'uses' | 'lastUsedAt' | 'grantedAt' | 'idleSince' | 'client')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterClientNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterGrantedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterGrantedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterGrantedAtExists: boolean;
    /** @description Greater than the value. */
    ClientScopesFilterGrantedAtGt: string;
    /** @description Greater than or equal to the value. */
    ClientScopesFilterGrantedAtGte: string;
    /** @description Less than the value. */
    ClientScopesFilterGrantedAtLt: string;
    /** @description Less than or equal to the value. */
    ClientScopesFilterGrantedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterGrantedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterIdleSince: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterIdleSinceEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterIdleSinceExists: boolean;
    /** @description Greater than the value. */
    ClientScopesFilterIdleSinceGt: string;
    /** @description Greater than or equal to the value. */
    ClientScopesFilterIdleSinceGte: string;
    /** @description Less than the value. */
    ClientScopesFilterIdleSinceLt: string;
    /** @description Less than or equal to the value. */
    ClientScopesFilterIdleSinceLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterIdleSinceNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterLastUsedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterLastUsedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterLastUsedAtExists: boolean;
    /** @description Greater than the value. */
    ClientScopesFilterLastUsedAtGt: string;
    /** @description Greater than or equal to the value. */
    ClientScopesFilterLastUsedAtGte: string;
    /** @description Less than the value. */
    ClientScopesFilterLastUsedAtLt: string;
    /** @description Less than or equal to the value. */
    ClientScopesFilterLastUsedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterLastUsedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterScope: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterScopeEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterScopeExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterScopeNeq: string[];
    /** @description Less than the value. */
    ClientScopesFilterUnusedSince: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterUses: (number | string)[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterUsesEq: (number | string)[];
    /** @description True for resources with a value, false for resources without one. */
    ClientScopesFilterUsesExists: boolean;
    /** @description Greater than the value. */
    ClientScopesFilterUsesGt: number;
    /** @description Greater than or equal to the value. */
    ClientScopesFilterUsesGte: number;
    /** @description Less than the value. */
    ClientScopesFilterUsesLt: number;
    /** @description Less than or equal to the value. */
    ClientScopesFilterUsesLte: number;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientScopesFilterUsesNeq: (number | string)[];
    /** @description Resources on a page. */
    ClientScopesPageSize: number;
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    ClientScopesSort: (
      | 'id'
      | '-id'
      | 'scope'
      | '-scope'
      | 'uses'
      | '-uses'
      | 'lastUsedAt'
      | '-lastUsedAt'
      | 'grantedAt'
      | '-grantedAt'
      | 'idleSince'
      | '-idleSince'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    ClientUsageFields: (
      'unit' | 'startsAt' | 'side' | 'tokensIssued' | 'apiCalls' | 'denials' | 'client'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientUsageFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterClientNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    ClientUsageFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterStartsAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterStartsAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ClientUsageFilterStartsAtExists: boolean;
    /** @description Greater than the value. */
    ClientUsageFilterStartsAtGt: string;
    /** @description Greater than or equal to the value. */
    ClientUsageFilterStartsAtGte: string;
    /** @description Less than the value. */
    ClientUsageFilterStartsAtLt: string;
    /** @description Less than or equal to the value. */
    ClientUsageFilterStartsAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterStartsAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterUnit: ('hour' | 'day')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ClientUsageFilterUnitEq: ('hour' | 'day')[];
    /** @description Resources on a page. */
    ClientUsagePageSize: number;
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    ClientUsageSort: ('id' | '-id' | 'startsAt' | '-startsAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    ConsentsFields: ('side' | 'scopes' | 'grantedAt' | 'client' | 'person')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ConsentsFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterClientNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterPerson: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterPersonEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    ConsentsFilterPersonExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterPersonNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    ConsentsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    ConsentsFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    ConsentsSort: ('id' | '-id')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    CustomerUsersFields: (
      | 'email'
      | 'namePrefix'
      | 'firstName'
      | 'middleName'
      | 'lastName'
      | 'nameSuffix'
      | 'birthday'
      | 'enabled'
      | 'confirmed'
      | 'role'
      | 'createdAt'
      | 'updatedAt'
      | 'customer'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterBirthday: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterBirthdayEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterBirthdayExists: boolean;
    /** @description Greater than the value. */
    CustomerUsersFilterBirthdayGt: string;
    /** @description Greater than or equal to the value. */
    CustomerUsersFilterBirthdayGte: string;
    /** @description Less than the value. */
    CustomerUsersFilterBirthdayLt: string;
    /** @description Less than or equal to the value. */
    CustomerUsersFilterBirthdayLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterBirthdayNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterConfirmed: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterConfirmedEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterConfirmedExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterConfirmedNeq: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    CustomerUsersFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    CustomerUsersFilterCreatedAtGte: string;
    /** @description Less than the value. */
    CustomerUsersFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    CustomerUsersFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCustomer: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCustomerEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterCustomerExists: boolean;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    CustomerUsersFilterCustomerName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
    CustomerUsersFilterCustomerNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
    CustomerUsersFilterCustomerNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    CustomerUsersFilterCustomerNameEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    CustomerUsersFilterCustomerNameNeq: string[];
    /** @description Begins with the text. Needs the right to read customers. */
    CustomerUsersFilterCustomerNameStartsWith: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterCustomerNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEmail: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterEmailContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterEmailEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEmailEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterEmailExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEmailNeq: string[];
    /** @description Begins with the text. */
    CustomerUsersFilterEmailStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEnabled: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEnabledEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterEnabledExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterEnabledNeq: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterFirstName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterFirstNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterFirstNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterFirstNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterFirstNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterFirstNameNeq: string[];
    /** @description Begins with the text. */
    CustomerUsersFilterFirstNameStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterLastName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterLastNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterLastNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterLastNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterLastNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterLastNameNeq: string[];
    /** @description Begins with the text. */
    CustomerUsersFilterLastNameStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterRole: ('buyer' | 'administrator')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterRoleEq: ('buyer' | 'administrator')[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterRoleExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterRoleNeq: ('buyer' | 'administrator')[];
    /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomerUsersFilterSearch: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomerUsersFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    CustomerUsersFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    CustomerUsersFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    CustomerUsersFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    CustomerUsersFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomerUsersFilterUpdatedAtNeq: string[];
    /** @description Related resources to include in the answer. */
    CustomerUsersInclude: (
      'customer' | 'customer.customerUsers' | 'customer.customerUsers.customer'
    )[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    CustomerUsersSort: (
      | 'id'
      | '-id'
      | 'email'
      | '-email'
      | 'firstName'
      | '-firstName'
      | 'lastName'
      | '-lastName'
      | 'birthday'
      | '-birthday'
      | 'createdAt'
      | '-createdAt'
      | 'updatedAt'
      | '-updatedAt'
      | 'customer.name'
      | '-customer.name'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    CustomersFields: ('name' | 'description' | 'createdAt' | 'updatedAt' | 'customerUsers')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomersFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    CustomersFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    CustomersFilterCreatedAtGte: string;
    /** @description Less than the value. */
    CustomersFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    CustomersFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomersFilterNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomersFilterNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomersFilterNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterNameNeq: string[];
    /** @description Begins with the text. */
    CustomersFilterNameStartsWith: string;
    /** @description Words that must all occur in name. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    CustomersFilterSearch: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    CustomersFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    CustomersFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    CustomersFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    CustomersFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    CustomersFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    CustomersFilterUpdatedAtNeq: string[];
    /** @description Related resources to include in the answer. */
    CustomersInclude: (
      'customerUsers' | 'customerUsers.customer' | 'customerUsers.customer.customerUsers'
    )[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    CustomersSort: (
      'id' | '-id' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    IdentityProvidersFields: (
      | 'side'
      | 'key'
      | 'name'
      | 'issuer'
      | 'clientId'
      | 'hasClientSecret'
      | 'scopes'
      | 'enabled'
      | 'createdAt'
      | 'updatedAt'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    IdentityProvidersFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    IdentityProvidersFilterCreatedAtGte: string;
    /** @description Less than the value. */
    IdentityProvidersFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    IdentityProvidersFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterEnabled: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterEnabledEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterEnabledExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterEnabledNeq: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterIssuer: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterIssuerEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterIssuerExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterIssuerNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterKey: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterKeyEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterKeyExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterKeyNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterName: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterNameNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    IdentityProvidersFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    IdentityProvidersFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    IdentityProvidersFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    IdentityProvidersFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    IdentityProvidersFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    IdentityProvidersFilterUpdatedAtNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    IdentityProvidersSort: (
      'id' | '-id' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    OauthClientSecretsFields: (
      | 'label'
      | 'hint'
      | 'notBefore'
      | 'expiresAt'
      | 'deprecatedAt'
      | 'createdAt'
      | 'lastUsedAt'
      | 'lastUsedAddress'
      | 'useCount'
      | 'usedFrom'
      | 'client'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientSecretsFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterClientNeq: string[];
    /** @description Less than the value. */
    OauthClientSecretsFilterEndsBefore: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterExpiresAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterExpiresAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientSecretsFilterExpiresAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientSecretsFilterExpiresAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientSecretsFilterExpiresAtGte: string;
    /** @description Less than the value. */
    OauthClientSecretsFilterExpiresAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientSecretsFilterExpiresAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterExpiresAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientSecretsFilterIdNeq: string[];
    /** @description Related resources to include in the answer. */
    OauthClientSecretsInclude: 'client'[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    OauthClientSecretsSort: ('id' | '-id' | 'expiresAt' | '-expiresAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    OauthClientsFields: (
      | 'name'
      | 'description'
      | 'side'
      | 'scopes'
      | 'grantTypes'
      | 'redirectUris'
      | 'postLogoutRedirectUris'
      | 'isPublic'
      | 'isThirdParty'
      | 'accessTokenLifetime'
      | 'dpopBoundAccessTokens'
      | 'allowedNetworks'
      | 'enabled'
      | 'expiresAt'
      | 'contact'
      | 'jwks'
      | 'jwksUri'
      | 'limits'
      | 'tokensValidAfter'
      | 'createdAt'
      | 'updatedAt'
      | 'lastUsedAt'
      | 'idleSince'
      | 'secretsEndAt'
      | 'owner'
      | 'secrets'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterCreatedAtGte: string;
    /** @description Less than the value. */
    OauthClientsFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterEnabled: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterEnabledEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterEnabledExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterEnabledNeq: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterExpiresAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterExpiresAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterExpiresAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterExpiresAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterExpiresAtGte: string;
    /** @description Less than the value. */
    OauthClientsFilterExpiresAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterExpiresAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterExpiresAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterIdleSince: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterIdleSinceEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterIdleSinceExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterIdleSinceGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterIdleSinceGte: string;
    /** @description Less than the value. */
    OauthClientsFilterIdleSinceLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterIdleSinceLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterIdleSinceNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterLastUsedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterLastUsedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterLastUsedAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterLastUsedAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterLastUsedAtGte: string;
    /** @description Less than the value. */
    OauthClientsFilterLastUsedAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterLastUsedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterLastUsedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    OauthClientsFilterNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    OauthClientsFilterNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterNameNeq: string[];
    /** @description Begins with the text. */
    OauthClientsFilterNameStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterOwner: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterOwnerEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterOwnerExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterOwnerNeq: string[];
    /** @description A list with any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterScopes: string[];
    /** @description A list with any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterScopesHas: string[];
    /** @description Words that must all occur in name, description, contact. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    OauthClientsFilterSearch: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSecretsEndAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSecretsEndAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterSecretsEndAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterSecretsEndAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterSecretsEndAtGte: string;
    /** @description Less than the value. */
    OauthClientsFilterSecretsEndAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterSecretsEndAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSecretsEndAtNeq: string[];
    /** @description Less than the value. */
    OauthClientsFilterSecretsEndBefore: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Less than the value. */
    OauthClientsFilterUnusedSince: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    OauthClientsFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    OauthClientsFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    OauthClientsFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    OauthClientsFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    OauthClientsFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    OauthClientsFilterUpdatedAtNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    OauthClientsSort: (
      | 'id'
      | '-id'
      | 'name'
      | '-name'
      | 'expiresAt'
      | '-expiresAt'
      | 'createdAt'
      | '-createdAt'
      | 'updatedAt'
      | '-updatedAt'
      | 'lastUsedAt'
      | '-lastUsedAt'
      | 'idleSince'
      | '-idleSince'
      | 'secretsEndAt'
      | '-secretsEndAt'
    )[];
    /** @description A cursor: the page begins after its resource. */
    PageAfter: string;
    /** @description A cursor: the page ends before its resource. */
    PageBefore: string;
    /** @description The number of the page, from 1. */
    PageNumber: number;
    /** @description Resources on a page. */
    PageSize: number;
    /** @description True to count the resources of all pages. */
    PageTotal: boolean;
    /** @description The attributes and relationships in the answer; the default is all of them. */
    RefreshTokensFields: (
      | 'side'
      | 'scopes'
      | 'sessionId'
      | 'authenticatedAt'
      | 'createdAt'
      | 'lastUsedAt'
      | 'expiresAt'
      | 'client'
      | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefreshTokensFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterClientNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterPerson: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterPersonEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefreshTokensFilterPersonExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterPersonNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    RefreshTokensFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefreshTokensFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    RefreshTokensSort: ('id' | '-id')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    RefusalsFields: (
      | 'occurredAt'
      | 'side'
      | 'requestId'
      | 'clientId'
      | 'address'
      | 'method'
      | 'route'
      | 'status'
      | 'code'
      | 'reason'
      | 'required'
      | 'description'
      | 'occurrences'
      | 'explanation'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterClientId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterClientIdEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefusalsFilterClientIdExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterClientIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterCode: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterCodeEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefusalsFilterCodeExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterCodeNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterOccurredAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterOccurredAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefusalsFilterOccurredAtExists: boolean;
    /** @description Greater than the value. */
    RefusalsFilterOccurredAtGt: string;
    /** @description Greater than or equal to the value. */
    RefusalsFilterOccurredAtGte: string;
    /** @description Less than the value. */
    RefusalsFilterOccurredAtLt: string;
    /** @description Less than or equal to the value. */
    RefusalsFilterOccurredAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterOccurredAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterRequestId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterRequestIdEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RefusalsFilterRequestIdExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterRequestIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    RefusalsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RefusalsFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    RefusalsSort: ('id' | '-id' | 'occurredAt' | '-occurredAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    RevokedTokensFields: ('side' | 'jti' | 'expiresAt' | 'revokedAt' | 'client')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterClient: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterClientEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RevokedTokensFilterClientExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterClientNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterExpiresAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterExpiresAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RevokedTokensFilterExpiresAtExists: boolean;
    /** @description Greater than the value. */
    RevokedTokensFilterExpiresAtGt: string;
    /** @description Greater than or equal to the value. */
    RevokedTokensFilterExpiresAtGte: string;
    /** @description Less than the value. */
    RevokedTokensFilterExpiresAtLt: string;
    /** @description Less than or equal to the value. */
    RevokedTokensFilterExpiresAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterExpiresAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterRevokedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterRevokedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RevokedTokensFilterRevokedAtExists: boolean;
    /** @description Greater than the value. */
    RevokedTokensFilterRevokedAtGt: string;
    /** @description Greater than or equal to the value. */
    RevokedTokensFilterRevokedAtGte: string;
    /** @description Less than the value. */
    RevokedTokensFilterRevokedAtLt: string;
    /** @description Less than or equal to the value. */
    RevokedTokensFilterRevokedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterRevokedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    RevokedTokensFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RevokedTokensFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    RevokedTokensSort: ('id' | '-id' | 'expiresAt' | '-expiresAt' | 'revokedAt' | '-revokedAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    RoleCombinationsFields: ('roleIds' | 'users' | 'enabledUsers')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RoleCombinationsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RoleCombinationsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RoleCombinationsFilterIdNeq: string[];
    /** @description Resources on a page. */
    RoleCombinationsPageSize: number;
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    RoleCombinationsSort: ('id' | '-id' | 'users' | '-users')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    RolesFields: ('name' | 'description' | 'scopes' | 'createdAt' | 'updatedAt' | 'users')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RolesFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    RolesFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    RolesFilterCreatedAtGte: string;
    /** @description Less than the value. */
    RolesFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    RolesFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterName: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RolesFilterNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterNameNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    RolesFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    RolesFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    RolesFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    RolesFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    RolesFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    RolesFilterUpdatedAtNeq: string[];
    /** @description Related resources to include in the answer. */
    RolesInclude: ('users' | 'users.roles' | 'users.roles.users')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    RolesSort: (
      'id' | '-id' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    SessionsFields: (
      | 'side'
      | 'amr'
      | 'acr'
      | 'userAgent'
      | 'address'
      | 'createdAt'
      | 'authenticatedAt'
      | 'lastSeenAt'
      | 'expiresAt'
      | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SessionsFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    SessionsFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    SessionsFilterCreatedAtGte: string;
    /** @description Less than the value. */
    SessionsFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    SessionsFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterPerson: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterPersonEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SessionsFilterPersonExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterPersonNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    SessionsFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SessionsFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    SessionsSort: ('id' | '-id' | 'createdAt' | '-createdAt')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    SignInLinksFields: 'purpose'[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    SignInStatesFields: (
      | 'side'
      | 'hasPassword'
      | 'hasAuthenticatorApp'
      | 'passkeys'
      | 'identities'
      | 'lastSignedInAt'
      | 'linkPurpose'
      | 'linkExpiresAt'
      | 'person'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterPerson: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterPersonEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SignInStatesFilterPersonExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterPersonNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    SignInStatesFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SignInStatesFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    SignInStatesSort: ('id' | '-id')[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    SigningKeysFields: (
      | 'side'
      | 'algorithm'
      | 'state'
      | 'createdAt'
      | 'activatedAt'
      | 'retiredAt'
      | 'verifiesUntil'
      | 'lackedBy'
      | 'instances'
      | 'liveTokens'
      | 'liveClients'
      | 'authentic'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterActivatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterActivatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterActivatedAtExists: boolean;
    /** @description Greater than the value. */
    SigningKeysFilterActivatedAtGt: string;
    /** @description Greater than or equal to the value. */
    SigningKeysFilterActivatedAtGte: string;
    /** @description Less than the value. */
    SigningKeysFilterActivatedAtLt: string;
    /** @description Less than or equal to the value. */
    SigningKeysFilterActivatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterActivatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    SigningKeysFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    SigningKeysFilterCreatedAtGte: string;
    /** @description Less than the value. */
    SigningKeysFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    SigningKeysFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterRetiredAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterRetiredAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterRetiredAtExists: boolean;
    /** @description Greater than the value. */
    SigningKeysFilterRetiredAtGt: string;
    /** @description Greater than or equal to the value. */
    SigningKeysFilterRetiredAtGte: string;
    /** @description Less than the value. */
    SigningKeysFilterRetiredAtLt: string;
    /** @description Less than or equal to the value. */
    SigningKeysFilterRetiredAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterRetiredAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterSide: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterSideEq: ('backoffice' | 'storefront')[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterSideExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterSideNeq: ('backoffice' | 'storefront')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterState: ('announced' | 'active' | 'retired')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterStateEq: ('announced' | 'active' | 'retired')[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterStateExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterStateNeq: ('announced' | 'active' | 'retired')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterVerifiesUntil: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterVerifiesUntilEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    SigningKeysFilterVerifiesUntilExists: boolean;
    /** @description Greater than the value. */
    SigningKeysFilterVerifiesUntilGt: string;
    /** @description Greater than or equal to the value. */
    SigningKeysFilterVerifiesUntilGte: string;
    /** @description Less than the value. */
    SigningKeysFilterVerifiesUntilLt: string;
    /** @description Less than or equal to the value. */
    SigningKeysFilterVerifiesUntilLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    SigningKeysFilterVerifiesUntilNeq: string[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    SigningKeysSort: (
      | 'id'
      | '-id'
      | 'createdAt'
      | '-createdAt'
      | 'activatedAt'
      | '-activatedAt'
      | 'retiredAt'
      | '-retiredAt'
      | 'verifiesUntil'
      | '-verifiesUntil'
    )[];
    /** @description The attributes and relationships in the answer; the default is all of them. */
    UsersFields: (
      | 'username'
      | 'email'
      | 'namePrefix'
      | 'firstName'
      | 'middleName'
      | 'lastName'
      | 'nameSuffix'
      | 'phone'
      | 'title'
      | 'birthday'
      | 'enabled'
      | 'createdAt'
      | 'updatedAt'
      | 'roles'
    )[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterBirthday: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterBirthdayEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterBirthdayExists: boolean;
    /** @description Greater than the value. */
    UsersFilterBirthdayGt: string;
    /** @description Greater than or equal to the value. */
    UsersFilterBirthdayGte: string;
    /** @description Less than the value. */
    UsersFilterBirthdayLt: string;
    /** @description Less than or equal to the value. */
    UsersFilterBirthdayLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterBirthdayNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterCreatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterCreatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterCreatedAtExists: boolean;
    /** @description Greater than the value. */
    UsersFilterCreatedAtGt: string;
    /** @description Greater than or equal to the value. */
    UsersFilterCreatedAtGte: string;
    /** @description Less than the value. */
    UsersFilterCreatedAtLt: string;
    /** @description Less than or equal to the value. */
    UsersFilterCreatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterCreatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEmail: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterEmailContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterEmailEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEmailEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterEmailExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEmailNeq: string[];
    /** @description Begins with the text. */
    UsersFilterEmailStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEnabled: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEnabledEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterEnabledExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterEnabledNeq: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterFirstName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterFirstNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterFirstNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterFirstNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterFirstNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterFirstNameNeq: string[];
    /** @description Begins with the text. */
    UsersFilterFirstNameStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterId: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterIdEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterIdNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterLastName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterLastNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterLastNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterLastNameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterLastNameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterLastNameNeq: string[];
    /** @description Begins with the text. */
    UsersFilterLastNameStartsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterPhone: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterPhoneEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterPhoneExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterPhoneNeq: string[];
    /** @description Words that must all occur in username, email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterSearch: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterTitle: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterTitleEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterTitleExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterTitleNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUpdatedAt: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUpdatedAtEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterUpdatedAtExists: boolean;
    /** @description Greater than the value. */
    UsersFilterUpdatedAtGt: string;
    /** @description Greater than or equal to the value. */
    UsersFilterUpdatedAtGte: string;
    /** @description Less than the value. */
    UsersFilterUpdatedAtLt: string;
    /** @description Less than or equal to the value. */
    UsersFilterUpdatedAtLte: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUpdatedAtNeq: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUsername: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterUsernameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterUsernameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUsernameEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterUsernameExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterUsernameNeq: string[];
    /** @description Begins with the text. */
    UsersFilterUsernameStartsWith: string;
    /** @description Related resources to include in the answer. */
    UsersInclude: ('roles' | 'roles.users' | 'roles.users.roles')[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    UsersSort: (
      | 'id'
      | '-id'
      | 'username'
      | '-username'
      | 'email'
      | '-email'
      | 'firstName'
      | '-firstName'
      | 'lastName'
      | '-lastName'
      | 'title'
      | '-title'
      | 'birthday'
      | '-birthday'
      | 'createdAt'
      | '-createdAt'
      | 'updatedAt'
      | '-updatedAt'
    )[];
    /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
    WithEtags: true;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'profile.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersDocument'];
        };
      };
    };
  };
  'profile.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['UpdateProfileDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'users.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['UsersSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['UsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['UsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['UsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username]'?: components['parameters']['UsersFilterUsername'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][eq]'?: components['parameters']['UsersFilterUsernameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][neq]'?: components['parameters']['UsersFilterUsernameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][contains]'?: components['parameters']['UsersFilterUsernameContains'];
        /** @description Begins with the text. */
        'filter[username][starts-with]'?: components['parameters']['UsersFilterUsernameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][ends-with]'?: components['parameters']['UsersFilterUsernameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[username][exists]'?: components['parameters']['UsersFilterUsernameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['UsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['UsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['UsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['UsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['UsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['UsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['UsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['UsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['UsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['UsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['UsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['UsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['UsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['UsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['UsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['UsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['UsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['UsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['UsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['UsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['UsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone]'?: components['parameters']['UsersFilterPhone'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][eq]'?: components['parameters']['UsersFilterPhoneEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][neq]'?: components['parameters']['UsersFilterPhoneNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[phone][exists]'?: components['parameters']['UsersFilterPhoneExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title]'?: components['parameters']['UsersFilterTitle'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][eq]'?: components['parameters']['UsersFilterTitleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][neq]'?: components['parameters']['UsersFilterTitleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[title][exists]'?: components['parameters']['UsersFilterTitleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['UsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['UsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['UsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['UsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['UsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['UsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['UsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['UsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['UsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['UsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['UsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['UsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['UsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['UsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['UsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['UsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['UsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['UsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['UsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['UsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['UsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['UsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['UsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['UsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['UsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['UsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['UsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['UsersFilterUpdatedAtExists'];
        /** @description Words that must all occur in username, email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['UsersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersCollection'];
        };
      };
    };
  };
  'users.create': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateUserDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedUsersDocument'];
        };
      };
    };
  };
  'users.deleteMatching': {
    parameters: {
      query?: {
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['UsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['UsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['UsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username]'?: components['parameters']['UsersFilterUsername'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][eq]'?: components['parameters']['UsersFilterUsernameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][neq]'?: components['parameters']['UsersFilterUsernameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][contains]'?: components['parameters']['UsersFilterUsernameContains'];
        /** @description Begins with the text. */
        'filter[username][starts-with]'?: components['parameters']['UsersFilterUsernameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][ends-with]'?: components['parameters']['UsersFilterUsernameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[username][exists]'?: components['parameters']['UsersFilterUsernameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['UsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['UsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['UsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['UsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['UsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['UsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['UsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['UsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['UsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['UsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['UsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['UsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['UsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['UsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['UsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['UsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['UsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['UsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['UsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['UsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['UsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone]'?: components['parameters']['UsersFilterPhone'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][eq]'?: components['parameters']['UsersFilterPhoneEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][neq]'?: components['parameters']['UsersFilterPhoneNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[phone][exists]'?: components['parameters']['UsersFilterPhoneExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title]'?: components['parameters']['UsersFilterTitle'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][eq]'?: components['parameters']['UsersFilterTitleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][neq]'?: components['parameters']['UsersFilterTitleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[title][exists]'?: components['parameters']['UsersFilterTitleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['UsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['UsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['UsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['UsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['UsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['UsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['UsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['UsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['UsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['UsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['UsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['UsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['UsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['UsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['UsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['UsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['UsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['UsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['UsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['UsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['UsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['UsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['UsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['UsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['UsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['UsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['UsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['UsersFilterUpdatedAtExists'];
        /** @description Words that must all occur in username, email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['UsersFilterSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'users.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersDocument'];
        };
      };
    };
  };
  'users.delete': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'users.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['UpdateUserDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'userRoles.related': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesCollection'];
        };
      };
    };
  };
  'userRoles.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesRelationship'];
        };
      };
    };
  };
  'userRoles.add': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['RolesIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'userRoles.remove': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['RolesIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'userRoles.replace': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['RolesIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'roles.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RolesSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesCollection'];
        };
      };
    };
  };
  'roles.create': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateRoleDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedRolesDocument'];
        };
      };
    };
  };
  'roles.deleteMatching': {
    parameters: {
      query?: {
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RolesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RolesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RolesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['RolesFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['RolesFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['RolesFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['RolesFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['RolesFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['RolesFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['RolesFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['RolesFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['RolesFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['RolesFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['RolesFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['RolesFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['RolesFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['RolesFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['RolesFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['RolesFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['RolesFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['RolesFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['RolesFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['RolesFilterUpdatedAtExists'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'roles.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesDocument'];
        };
      };
    };
  };
  'roles.delete': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'roles.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['RolesInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['UpdateRoleDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RolesDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'roles.listUsers': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['UsersSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['UsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['UsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['UsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username]'?: components['parameters']['UsersFilterUsername'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][eq]'?: components['parameters']['UsersFilterUsernameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][neq]'?: components['parameters']['UsersFilterUsernameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][contains]'?: components['parameters']['UsersFilterUsernameContains'];
        /** @description Begins with the text. */
        'filter[username][starts-with]'?: components['parameters']['UsersFilterUsernameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][ends-with]'?: components['parameters']['UsersFilterUsernameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[username][exists]'?: components['parameters']['UsersFilterUsernameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['UsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['UsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['UsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['UsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['UsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['UsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['UsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['UsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['UsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['UsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['UsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['UsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['UsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['UsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['UsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['UsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['UsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['UsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['UsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['UsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['UsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone]'?: components['parameters']['UsersFilterPhone'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][eq]'?: components['parameters']['UsersFilterPhoneEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][neq]'?: components['parameters']['UsersFilterPhoneNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[phone][exists]'?: components['parameters']['UsersFilterPhoneExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title]'?: components['parameters']['UsersFilterTitle'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][eq]'?: components['parameters']['UsersFilterTitleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][neq]'?: components['parameters']['UsersFilterTitleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[title][exists]'?: components['parameters']['UsersFilterTitleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['UsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['UsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['UsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['UsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['UsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['UsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['UsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['UsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['UsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['UsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['UsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['UsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['UsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['UsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['UsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['UsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['UsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['UsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['UsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['UsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['UsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['UsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['UsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['UsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['UsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['UsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['UsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['UsersFilterUpdatedAtExists'];
        /** @description Words that must all occur in username, email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['UsersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[roles]'?: components['parameters']['RolesFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersCollection'];
        };
      };
    };
  };
  'roles.identifyUsers': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['UsersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['UsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['UsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['UsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username]'?: components['parameters']['UsersFilterUsername'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][eq]'?: components['parameters']['UsersFilterUsernameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[username][neq]'?: components['parameters']['UsersFilterUsernameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][contains]'?: components['parameters']['UsersFilterUsernameContains'];
        /** @description Begins with the text. */
        'filter[username][starts-with]'?: components['parameters']['UsersFilterUsernameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[username][ends-with]'?: components['parameters']['UsersFilterUsernameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[username][exists]'?: components['parameters']['UsersFilterUsernameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['UsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['UsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['UsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['UsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['UsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['UsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['UsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['UsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['UsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['UsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['UsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['UsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['UsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['UsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['UsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['UsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['UsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['UsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['UsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['UsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['UsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone]'?: components['parameters']['UsersFilterPhone'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][eq]'?: components['parameters']['UsersFilterPhoneEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[phone][neq]'?: components['parameters']['UsersFilterPhoneNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[phone][exists]'?: components['parameters']['UsersFilterPhoneExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title]'?: components['parameters']['UsersFilterTitle'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][eq]'?: components['parameters']['UsersFilterTitleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[title][neq]'?: components['parameters']['UsersFilterTitleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[title][exists]'?: components['parameters']['UsersFilterTitleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['UsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['UsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['UsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['UsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['UsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['UsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['UsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['UsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['UsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['UsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['UsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['UsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['UsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['UsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['UsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['UsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['UsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['UsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['UsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['UsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['UsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['UsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['UsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['UsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['UsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['UsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['UsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['UsersFilterUpdatedAtExists'];
        /** @description Words that must all occur in username, email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['UsersFilterSearch'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['UsersRelationship'];
        };
      };
    };
  };
  'roleCombinations.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['RoleCombinationsPageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RoleCombinationsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RoleCombinationsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RoleCombinationsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RoleCombinationsFilterIdNeq'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[role-combinations]'?: components['parameters']['RoleCombinationsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RoleCombinationsCollection'];
        };
      };
    };
  };
  'roleCombinations.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[role-combinations]'?: components['parameters']['RoleCombinationsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RoleCombinationsDocument'];
        };
      };
    };
  };
  'operations.run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"': components['schemas']['AtomicOperations'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"': components['schemas']['AtomicResults'];
        };
      };
      /** @description Success. No result has data. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customers.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomersSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['CustomersFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['CustomersFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['CustomersFilterNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][contains]'?: components['parameters']['CustomersFilterNameContains'];
        /** @description Begins with the text. */
        'filter[name][starts-with]'?: components['parameters']['CustomersFilterNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][ends-with]'?: components['parameters']['CustomersFilterNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['CustomersFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomersFilterUpdatedAtExists'];
        /** @description Words that must all occur in name. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomersCollection'];
        };
      };
    };
  };
  'customers.create': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateCustomerDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedCustomersDocument'];
        };
      };
    };
  };
  'customers.deleteMatching': {
    parameters: {
      query?: {
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['CustomersFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['CustomersFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['CustomersFilterNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][contains]'?: components['parameters']['CustomersFilterNameContains'];
        /** @description Begins with the text. */
        'filter[name][starts-with]'?: components['parameters']['CustomersFilterNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][ends-with]'?: components['parameters']['CustomersFilterNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['CustomersFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomersFilterUpdatedAtExists'];
        /** @description Words that must all occur in name. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomersFilterSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customers.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomersDocument'];
        };
      };
    };
  };
  'customers.delete': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customers.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['UpdateCustomerDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomersDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerMembers.related': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersCollection'];
        };
      };
    };
  };
  'customerMembers.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersRelationship'];
        };
      };
    };
  };
  'customerMembers.add': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CustomerUsersIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerMembers.remove': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CustomerUsersIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerMembers.replace': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CustomerUsersIdentifiers'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersRelationship'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerUsers.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['CustomerUsersSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersCollection'];
        };
      };
    };
  };
  'customerUsers.create': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateCustomerUserDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedCustomerUsersDocument'];
        };
      };
    };
  };
  'customerUsers.deleteMatching': {
    parameters: {
      query?: {
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['CustomerUsersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['CustomerUsersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['CustomerUsersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email]'?: components['parameters']['CustomerUsersFilterEmail'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][eq]'?: components['parameters']['CustomerUsersFilterEmailEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[email][neq]'?: components['parameters']['CustomerUsersFilterEmailNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][contains]'?: components['parameters']['CustomerUsersFilterEmailContains'];
        /** @description Begins with the text. */
        'filter[email][starts-with]'?: components['parameters']['CustomerUsersFilterEmailStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[email][ends-with]'?: components['parameters']['CustomerUsersFilterEmailEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[email][exists]'?: components['parameters']['CustomerUsersFilterEmailExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName]'?: components['parameters']['CustomerUsersFilterFirstName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][eq]'?: components['parameters']['CustomerUsersFilterFirstNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[firstName][neq]'?: components['parameters']['CustomerUsersFilterFirstNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][contains]'?: components['parameters']['CustomerUsersFilterFirstNameContains'];
        /** @description Begins with the text. */
        'filter[firstName][starts-with]'?: components['parameters']['CustomerUsersFilterFirstNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[firstName][ends-with]'?: components['parameters']['CustomerUsersFilterFirstNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[firstName][exists]'?: components['parameters']['CustomerUsersFilterFirstNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName]'?: components['parameters']['CustomerUsersFilterLastName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][eq]'?: components['parameters']['CustomerUsersFilterLastNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastName][neq]'?: components['parameters']['CustomerUsersFilterLastNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][contains]'?: components['parameters']['CustomerUsersFilterLastNameContains'];
        /** @description Begins with the text. */
        'filter[lastName][starts-with]'?: components['parameters']['CustomerUsersFilterLastNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[lastName][ends-with]'?: components['parameters']['CustomerUsersFilterLastNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastName][exists]'?: components['parameters']['CustomerUsersFilterLastNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday]'?: components['parameters']['CustomerUsersFilterBirthday'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][eq]'?: components['parameters']['CustomerUsersFilterBirthdayEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[birthday][neq]'?: components['parameters']['CustomerUsersFilterBirthdayNeq'];
        /** @description Greater than the value. */
        'filter[birthday][gt]'?: components['parameters']['CustomerUsersFilterBirthdayGt'];
        /** @description Greater than or equal to the value. */
        'filter[birthday][gte]'?: components['parameters']['CustomerUsersFilterBirthdayGte'];
        /** @description Less than the value. */
        'filter[birthday][lt]'?: components['parameters']['CustomerUsersFilterBirthdayLt'];
        /** @description Less than or equal to the value. */
        'filter[birthday][lte]'?: components['parameters']['CustomerUsersFilterBirthdayLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[birthday][exists]'?: components['parameters']['CustomerUsersFilterBirthdayExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['CustomerUsersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['CustomerUsersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['CustomerUsersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['CustomerUsersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed]'?: components['parameters']['CustomerUsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['CustomerUsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['CustomerUsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['CustomerUsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['CustomerUsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['CustomerUsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['CustomerUsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['CustomerUsersFilterRoleExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['CustomerUsersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['CustomerUsersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['CustomerUsersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['CustomerUsersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['CustomerUsersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['CustomerUsersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['CustomerUsersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['CustomerUsersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['CustomerUsersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['CustomerUsersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['CustomerUsersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['CustomerUsersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['CustomerUsersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['CustomerUsersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['CustomerUsersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['CustomerUsersFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['CustomerUsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['CustomerUsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['CustomerUsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['CustomerUsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['CustomerUsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['CustomerUsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['CustomerUsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['CustomerUsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['CustomerUsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['CustomerUsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['CustomerUsersFilterSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerUsers.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersDocument'];
        };
      };
    };
  };
  'customerUsers.delete': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerUsers.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomerUsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['UpdateCustomerUserDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomerUsersDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'customerUsers.readCustomer': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['CustomersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customers]'?: components['parameters']['CustomersFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[customer-users]'?: components['parameters']['CustomerUsersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CustomersOrNullDocument'];
        };
      };
    };
  };
  'customerUsers.identifyCustomer': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            links: {
              /** Format: uri-reference */
              self: string;
              /** Format: uri-reference */
              related: string;
            };
            data: components['schemas']['CustomersIdentifier'] | null;
            meta?: Record<string, never>;
          };
        };
      };
    };
  };
  'customerUsers.setCustomer': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': {
          data: components['schemas']['CustomersIdentifier'] | null;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            links: {
              /** Format: uri-reference */
              self: string;
              /** Format: uri-reference */
              related: string;
            };
            data: components['schemas']['CustomersIdentifier'] | null;
            meta?: Record<string, never>;
          };
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClients.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['OauthClientsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['OauthClientsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['OauthClientsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['OauthClientsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['OauthClientsFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['OauthClientsFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['OauthClientsFilterNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][contains]'?: components['parameters']['OauthClientsFilterNameContains'];
        /** @description Begins with the text. */
        'filter[name][starts-with]'?: components['parameters']['OauthClientsFilterNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[name][ends-with]'?: components['parameters']['OauthClientsFilterNameEndsWith'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['OauthClientsFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['OauthClientsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['OauthClientsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['OauthClientsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['OauthClientsFilterSideExists'];
        /** @description A list with any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[scopes]'?: components['parameters']['OauthClientsFilterScopes'];
        /** @description A list with any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[scopes][has]'?: components['parameters']['OauthClientsFilterScopesHas'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['OauthClientsFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['OauthClientsFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['OauthClientsFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['OauthClientsFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt]'?: components['parameters']['OauthClientsFilterExpiresAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][eq]'?: components['parameters']['OauthClientsFilterExpiresAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][neq]'?: components['parameters']['OauthClientsFilterExpiresAtNeq'];
        /** @description Greater than the value. */
        'filter[expiresAt][gt]'?: components['parameters']['OauthClientsFilterExpiresAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[expiresAt][gte]'?: components['parameters']['OauthClientsFilterExpiresAtGte'];
        /** @description Less than the value. */
        'filter[expiresAt][lt]'?: components['parameters']['OauthClientsFilterExpiresAtLt'];
        /** @description Less than or equal to the value. */
        'filter[expiresAt][lte]'?: components['parameters']['OauthClientsFilterExpiresAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[expiresAt][exists]'?: components['parameters']['OauthClientsFilterExpiresAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['OauthClientsFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['OauthClientsFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['OauthClientsFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['OauthClientsFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['OauthClientsFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['OauthClientsFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['OauthClientsFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['OauthClientsFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['OauthClientsFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['OauthClientsFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['OauthClientsFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['OauthClientsFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['OauthClientsFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['OauthClientsFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['OauthClientsFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['OauthClientsFilterUpdatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt]'?: components['parameters']['OauthClientsFilterLastUsedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt][eq]'?: components['parameters']['OauthClientsFilterLastUsedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt][neq]'?: components['parameters']['OauthClientsFilterLastUsedAtNeq'];
        /** @description Greater than the value. */
        'filter[lastUsedAt][gt]'?: components['parameters']['OauthClientsFilterLastUsedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[lastUsedAt][gte]'?: components['parameters']['OauthClientsFilterLastUsedAtGte'];
        /** @description Less than the value. */
        'filter[lastUsedAt][lt]'?: components['parameters']['OauthClientsFilterLastUsedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[lastUsedAt][lte]'?: components['parameters']['OauthClientsFilterLastUsedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastUsedAt][exists]'?: components['parameters']['OauthClientsFilterLastUsedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince]'?: components['parameters']['OauthClientsFilterIdleSince'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince][eq]'?: components['parameters']['OauthClientsFilterIdleSinceEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince][neq]'?: components['parameters']['OauthClientsFilterIdleSinceNeq'];
        /** @description Greater than the value. */
        'filter[idleSince][gt]'?: components['parameters']['OauthClientsFilterIdleSinceGt'];
        /** @description Greater than or equal to the value. */
        'filter[idleSince][gte]'?: components['parameters']['OauthClientsFilterIdleSinceGte'];
        /** @description Less than the value. */
        'filter[idleSince][lt]'?: components['parameters']['OauthClientsFilterIdleSinceLt'];
        /** @description Less than or equal to the value. */
        'filter[idleSince][lte]'?: components['parameters']['OauthClientsFilterIdleSinceLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[idleSince][exists]'?: components['parameters']['OauthClientsFilterIdleSinceExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[secretsEndAt]'?: components['parameters']['OauthClientsFilterSecretsEndAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[secretsEndAt][eq]'?: components['parameters']['OauthClientsFilterSecretsEndAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[secretsEndAt][neq]'?: components['parameters']['OauthClientsFilterSecretsEndAtNeq'];
        /** @description Greater than the value. */
        'filter[secretsEndAt][gt]'?: components['parameters']['OauthClientsFilterSecretsEndAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[secretsEndAt][gte]'?: components['parameters']['OauthClientsFilterSecretsEndAtGte'];
        /** @description Less than the value. */
        'filter[secretsEndAt][lt]'?: components['parameters']['OauthClientsFilterSecretsEndAtLt'];
        /** @description Less than or equal to the value. */
        'filter[secretsEndAt][lte]'?: components['parameters']['OauthClientsFilterSecretsEndAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[secretsEndAt][exists]'?: components['parameters']['OauthClientsFilterSecretsEndAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[owner]'?: components['parameters']['OauthClientsFilterOwner'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[owner][eq]'?: components['parameters']['OauthClientsFilterOwnerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[owner][neq]'?: components['parameters']['OauthClientsFilterOwnerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[owner][exists]'?: components['parameters']['OauthClientsFilterOwnerExists'];
        /** @description Less than the value. */
        'filter[unusedSince]'?: components['parameters']['OauthClientsFilterUnusedSince'];
        /** @description Less than the value. */
        'filter[secretsEndBefore]'?: components['parameters']['OauthClientsFilterSecretsEndBefore'];
        /** @description Words that must all occur in name, description, contact. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['OauthClientsFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientsCollection'];
        };
      };
    };
  };
  'oAuthClients.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['NewClientDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedOauthClientsDocument'];
        };
      };
    };
  };
  'oAuthClients.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientsDocument'];
        };
      };
    };
  };
  'oAuthClients.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClients.update': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['ClientChangesDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientsDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClients.revokeTokens': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientsDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClientSecrets.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['OauthClientSecretsSort'];
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['OauthClientSecretsInclude'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['OauthClientSecretsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['OauthClientSecretsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['OauthClientSecretsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt]'?: components['parameters']['OauthClientSecretsFilterExpiresAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][eq]'?: components['parameters']['OauthClientSecretsFilterExpiresAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][neq]'?: components['parameters']['OauthClientSecretsFilterExpiresAtNeq'];
        /** @description Greater than the value. */
        'filter[expiresAt][gt]'?: components['parameters']['OauthClientSecretsFilterExpiresAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[expiresAt][gte]'?: components['parameters']['OauthClientSecretsFilterExpiresAtGte'];
        /** @description Less than the value. */
        'filter[expiresAt][lt]'?: components['parameters']['OauthClientSecretsFilterExpiresAtLt'];
        /** @description Less than or equal to the value. */
        'filter[expiresAt][lte]'?: components['parameters']['OauthClientSecretsFilterExpiresAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[expiresAt][exists]'?: components['parameters']['OauthClientSecretsFilterExpiresAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['OauthClientSecretsFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['OauthClientSecretsFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['OauthClientSecretsFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['OauthClientSecretsFilterClientExists'];
        /** @description Less than the value. */
        'filter[endsBefore]'?: components['parameters']['OauthClientSecretsFilterEndsBefore'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-client-secrets]'?: components['parameters']['OauthClientSecretsFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientSecretsCollection'];
        };
      };
    };
  };
  'oAuthClientSecrets.create': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['OauthClientSecretsInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-client-secrets]'?: components['parameters']['OauthClientSecretsFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateSecretDocument'];
      };
    };
    responses: {
      /** @description With the secret, this once. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedOauthClientSecretsDocument'] & {
            meta: {
              secret: string;
            };
          };
        };
      };
    };
  };
  'oAuthClientSecrets.read': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['OauthClientSecretsInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-client-secrets]'?: components['parameters']['OauthClientSecretsFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientSecretsDocument'];
        };
      };
    };
  };
  'oAuthClientSecrets.retire': {
    parameters: {
      query?: {
        /** @description False when it is left out. */
        forceRetirement?: true;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClientSecrets.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['OauthClientSecretsInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-client-secrets]'?: components['parameters']['OauthClientSecretsFields'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['SecretChangesDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientSecretsDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'oAuthClientSecrets.readClient': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[oauth-clients]'?: components['parameters']['OauthClientsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['OauthClientsDocument'];
        };
      };
    };
  };
  'oAuthClientSecrets.identifyClient': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            links: {
              /** Format: uri-reference */
              self: string;
              /** Format: uri-reference */
              related: string;
            };
            data: components['schemas']['OauthClientsIdentifier'];
            meta?: Record<string, never>;
          };
        };
      };
    };
  };
  'clientUsage.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['ClientUsagePageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['ClientUsageSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['ClientUsageFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['ClientUsageFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['ClientUsageFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[unit]'?: components['parameters']['ClientUsageFilterUnit'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[unit][eq]'?: components['parameters']['ClientUsageFilterUnitEq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[startsAt]'?: components['parameters']['ClientUsageFilterStartsAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[startsAt][eq]'?: components['parameters']['ClientUsageFilterStartsAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[startsAt][neq]'?: components['parameters']['ClientUsageFilterStartsAtNeq'];
        /** @description Greater than the value. */
        'filter[startsAt][gt]'?: components['parameters']['ClientUsageFilterStartsAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[startsAt][gte]'?: components['parameters']['ClientUsageFilterStartsAtGte'];
        /** @description Less than the value. */
        'filter[startsAt][lt]'?: components['parameters']['ClientUsageFilterStartsAtLt'];
        /** @description Less than or equal to the value. */
        'filter[startsAt][lte]'?: components['parameters']['ClientUsageFilterStartsAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[startsAt][exists]'?: components['parameters']['ClientUsageFilterStartsAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['ClientUsageFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['ClientUsageFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['ClientUsageFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['ClientUsageFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['ClientUsageFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['ClientUsageFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['ClientUsageFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['ClientUsageFilterClientExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[client-usage]'?: components['parameters']['ClientUsageFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ClientUsageCollection'];
        };
      };
    };
  };
  'clientUsage.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[client-usage]'?: components['parameters']['ClientUsageFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ClientUsageDocument'];
        };
      };
    };
  };
  'clientScopes.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['ClientScopesPageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['ClientScopesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['ClientScopesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['ClientScopesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['ClientScopesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[scope]'?: components['parameters']['ClientScopesFilterScope'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[scope][eq]'?: components['parameters']['ClientScopesFilterScopeEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[scope][neq]'?: components['parameters']['ClientScopesFilterScopeNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[scope][exists]'?: components['parameters']['ClientScopesFilterScopeExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[uses]'?: components['parameters']['ClientScopesFilterUses'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[uses][eq]'?: components['parameters']['ClientScopesFilterUsesEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[uses][neq]'?: components['parameters']['ClientScopesFilterUsesNeq'];
        /** @description Greater than the value. */
        'filter[uses][gt]'?: components['parameters']['ClientScopesFilterUsesGt'];
        /** @description Greater than or equal to the value. */
        'filter[uses][gte]'?: components['parameters']['ClientScopesFilterUsesGte'];
        /** @description Less than the value. */
        'filter[uses][lt]'?: components['parameters']['ClientScopesFilterUsesLt'];
        /** @description Less than or equal to the value. */
        'filter[uses][lte]'?: components['parameters']['ClientScopesFilterUsesLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[uses][exists]'?: components['parameters']['ClientScopesFilterUsesExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt]'?: components['parameters']['ClientScopesFilterLastUsedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt][eq]'?: components['parameters']['ClientScopesFilterLastUsedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[lastUsedAt][neq]'?: components['parameters']['ClientScopesFilterLastUsedAtNeq'];
        /** @description Greater than the value. */
        'filter[lastUsedAt][gt]'?: components['parameters']['ClientScopesFilterLastUsedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[lastUsedAt][gte]'?: components['parameters']['ClientScopesFilterLastUsedAtGte'];
        /** @description Less than the value. */
        'filter[lastUsedAt][lt]'?: components['parameters']['ClientScopesFilterLastUsedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[lastUsedAt][lte]'?: components['parameters']['ClientScopesFilterLastUsedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[lastUsedAt][exists]'?: components['parameters']['ClientScopesFilterLastUsedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[grantedAt]'?: components['parameters']['ClientScopesFilterGrantedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[grantedAt][eq]'?: components['parameters']['ClientScopesFilterGrantedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[grantedAt][neq]'?: components['parameters']['ClientScopesFilterGrantedAtNeq'];
        /** @description Greater than the value. */
        'filter[grantedAt][gt]'?: components['parameters']['ClientScopesFilterGrantedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[grantedAt][gte]'?: components['parameters']['ClientScopesFilterGrantedAtGte'];
        /** @description Less than the value. */
        'filter[grantedAt][lt]'?: components['parameters']['ClientScopesFilterGrantedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[grantedAt][lte]'?: components['parameters']['ClientScopesFilterGrantedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[grantedAt][exists]'?: components['parameters']['ClientScopesFilterGrantedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince]'?: components['parameters']['ClientScopesFilterIdleSince'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince][eq]'?: components['parameters']['ClientScopesFilterIdleSinceEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[idleSince][neq]'?: components['parameters']['ClientScopesFilterIdleSinceNeq'];
        /** @description Greater than the value. */
        'filter[idleSince][gt]'?: components['parameters']['ClientScopesFilterIdleSinceGt'];
        /** @description Greater than or equal to the value. */
        'filter[idleSince][gte]'?: components['parameters']['ClientScopesFilterIdleSinceGte'];
        /** @description Less than the value. */
        'filter[idleSince][lt]'?: components['parameters']['ClientScopesFilterIdleSinceLt'];
        /** @description Less than or equal to the value. */
        'filter[idleSince][lte]'?: components['parameters']['ClientScopesFilterIdleSinceLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[idleSince][exists]'?: components['parameters']['ClientScopesFilterIdleSinceExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['ClientScopesFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['ClientScopesFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['ClientScopesFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['ClientScopesFilterClientExists'];
        /** @description Less than the value. */
        'filter[unusedSince]'?: components['parameters']['ClientScopesFilterUnusedSince'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[client-scopes]'?: components['parameters']['ClientScopesFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ClientScopesCollection'];
        };
      };
    };
  };
  'clientScopes.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[client-scopes]'?: components['parameters']['ClientScopesFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ClientScopesDocument'];
        };
      };
    };
  };
  'identityProviders.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['IdentityProvidersSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['IdentityProvidersFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['IdentityProvidersFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['IdentityProvidersFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['IdentityProvidersFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['IdentityProvidersFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['IdentityProvidersFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['IdentityProvidersFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[key]'?: components['parameters']['IdentityProvidersFilterKey'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[key][eq]'?: components['parameters']['IdentityProvidersFilterKeyEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[key][neq]'?: components['parameters']['IdentityProvidersFilterKeyNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[key][exists]'?: components['parameters']['IdentityProvidersFilterKeyExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name]'?: components['parameters']['IdentityProvidersFilterName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][eq]'?: components['parameters']['IdentityProvidersFilterNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[name][neq]'?: components['parameters']['IdentityProvidersFilterNameNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[name][exists]'?: components['parameters']['IdentityProvidersFilterNameExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[issuer]'?: components['parameters']['IdentityProvidersFilterIssuer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[issuer][eq]'?: components['parameters']['IdentityProvidersFilterIssuerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[issuer][neq]'?: components['parameters']['IdentityProvidersFilterIssuerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[issuer][exists]'?: components['parameters']['IdentityProvidersFilterIssuerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled]'?: components['parameters']['IdentityProvidersFilterEnabled'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][eq]'?: components['parameters']['IdentityProvidersFilterEnabledEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[enabled][neq]'?: components['parameters']['IdentityProvidersFilterEnabledNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[enabled][exists]'?: components['parameters']['IdentityProvidersFilterEnabledExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['IdentityProvidersFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['IdentityProvidersFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['IdentityProvidersFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['IdentityProvidersFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['IdentityProvidersFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['IdentityProvidersFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['IdentityProvidersFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['IdentityProvidersFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt]'?: components['parameters']['IdentityProvidersFilterUpdatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][eq]'?: components['parameters']['IdentityProvidersFilterUpdatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[updatedAt][neq]'?: components['parameters']['IdentityProvidersFilterUpdatedAtNeq'];
        /** @description Greater than the value. */
        'filter[updatedAt][gt]'?: components['parameters']['IdentityProvidersFilterUpdatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[updatedAt][gte]'?: components['parameters']['IdentityProvidersFilterUpdatedAtGte'];
        /** @description Less than the value. */
        'filter[updatedAt][lt]'?: components['parameters']['IdentityProvidersFilterUpdatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[updatedAt][lte]'?: components['parameters']['IdentityProvidersFilterUpdatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[updatedAt][exists]'?: components['parameters']['IdentityProvidersFilterUpdatedAtExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[identity-providers]'?: components['parameters']['IdentityProvidersFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['IdentityProvidersCollection'];
        };
      };
    };
  };
  'identityProviders.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[identity-providers]'?: components['parameters']['IdentityProvidersFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['NewIdentityProviderDocument'];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedIdentityProvidersDocument'];
        };
      };
    };
  };
  'identityProviders.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[identity-providers]'?: components['parameters']['IdentityProvidersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['IdentityProvidersDocument'];
        };
      };
    };
  };
  'identityProviders.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[identity-providers]'?: components['parameters']['IdentityProvidersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'identityProviders.update': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[identity-providers]'?: components['parameters']['IdentityProvidersFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['IdentityProviderChangesDocument'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['IdentityProvidersDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'sessions.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['SessionsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['SessionsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['SessionsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['SessionsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['SessionsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['SessionsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['SessionsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['SessionsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['SessionsFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['SessionsFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['SessionsFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['SessionsFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['SessionsFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['SessionsFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['SessionsFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['SessionsFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['SessionsFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['SessionsFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['SessionsFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['SessionsFilterPersonExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sessions]'?: components['parameters']['SessionsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SessionsCollection'];
        };
      };
    };
  };
  'sessions.endMatching': {
    parameters: {
      query?: {
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['SessionsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['SessionsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['SessionsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['SessionsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['SessionsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['SessionsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['SessionsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['SessionsFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['SessionsFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['SessionsFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['SessionsFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['SessionsFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['SessionsFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['SessionsFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['SessionsFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['SessionsFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['SessionsFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['SessionsFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['SessionsFilterPersonExists'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'sessions.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sessions]'?: components['parameters']['SessionsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SessionsDocument'];
        };
      };
    };
  };
  'sessions.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sessions]'?: components['parameters']['SessionsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'authenticationFactors.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuthenticationFactorsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuthenticationFactorsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuthenticationFactorsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuthenticationFactorsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['AuthenticationFactorsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['AuthenticationFactorsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['AuthenticationFactorsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['AuthenticationFactorsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[kind]'?: components['parameters']['AuthenticationFactorsFilterKind'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[kind][eq]'?: components['parameters']['AuthenticationFactorsFilterKindEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[kind][neq]'?: components['parameters']['AuthenticationFactorsFilterKindNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[kind][exists]'?: components['parameters']['AuthenticationFactorsFilterKindExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['AuthenticationFactorsFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['AuthenticationFactorsFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['AuthenticationFactorsFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['AuthenticationFactorsFilterPersonExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[authentication-factors]'?: components['parameters']['AuthenticationFactorsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuthenticationFactorsCollection'];
        };
      };
    };
  };
  'authenticationFactors.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[authentication-factors]'?: components['parameters']['AuthenticationFactorsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuthenticationFactorsDocument'];
        };
      };
    };
  };
  'authenticationFactors.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[authentication-factors]'?: components['parameters']['AuthenticationFactorsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'signInStates.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['SignInStatesSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['SignInStatesFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['SignInStatesFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['SignInStatesFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['SignInStatesFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['SignInStatesFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['SignInStatesFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['SignInStatesFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['SignInStatesFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['SignInStatesFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['SignInStatesFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['SignInStatesFilterPersonExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sign-in-states]'?: components['parameters']['SignInStatesFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SignInStatesCollection'];
        };
      };
    };
  };
  'signInStates.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sign-in-states]'?: components['parameters']['SignInStatesFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SignInStatesDocument'];
        };
      };
    };
  };
  'refreshTokens.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RefreshTokensSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RefreshTokensFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RefreshTokensFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RefreshTokensFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['RefreshTokensFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['RefreshTokensFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['RefreshTokensFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['RefreshTokensFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['RefreshTokensFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['RefreshTokensFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['RefreshTokensFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['RefreshTokensFilterClientExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['RefreshTokensFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['RefreshTokensFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['RefreshTokensFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['RefreshTokensFilterPersonExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[refresh-tokens]'?: components['parameters']['RefreshTokensFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RefreshTokensCollection'];
        };
      };
    };
  };
  'refreshTokens.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[refresh-tokens]'?: components['parameters']['RefreshTokensFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RefreshTokensDocument'];
        };
      };
    };
  };
  'refreshTokens.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[refresh-tokens]'?: components['parameters']['RefreshTokensFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'consents.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['ConsentsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['ConsentsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['ConsentsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['ConsentsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['ConsentsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['ConsentsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['ConsentsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['ConsentsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['ConsentsFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['ConsentsFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['ConsentsFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['ConsentsFilterClientExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person]'?: components['parameters']['ConsentsFilterPerson'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][eq]'?: components['parameters']['ConsentsFilterPersonEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[person][neq]'?: components['parameters']['ConsentsFilterPersonNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[person][exists]'?: components['parameters']['ConsentsFilterPersonExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[consents]'?: components['parameters']['ConsentsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ConsentsCollection'];
        };
      };
    };
  };
  'consents.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[consents]'?: components['parameters']['ConsentsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['ConsentsDocument'];
        };
      };
    };
  };
  'consents.delete': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[consents]'?: components['parameters']['ConsentsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'signingKeys.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['SigningKeysSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['SigningKeysFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['SigningKeysFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['SigningKeysFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['SigningKeysFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['SigningKeysFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['SigningKeysFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['SigningKeysFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[state]'?: components['parameters']['SigningKeysFilterState'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[state][eq]'?: components['parameters']['SigningKeysFilterStateEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[state][neq]'?: components['parameters']['SigningKeysFilterStateNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[state][exists]'?: components['parameters']['SigningKeysFilterStateExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt]'?: components['parameters']['SigningKeysFilterCreatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][eq]'?: components['parameters']['SigningKeysFilterCreatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[createdAt][neq]'?: components['parameters']['SigningKeysFilterCreatedAtNeq'];
        /** @description Greater than the value. */
        'filter[createdAt][gt]'?: components['parameters']['SigningKeysFilterCreatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[createdAt][gte]'?: components['parameters']['SigningKeysFilterCreatedAtGte'];
        /** @description Less than the value. */
        'filter[createdAt][lt]'?: components['parameters']['SigningKeysFilterCreatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[createdAt][lte]'?: components['parameters']['SigningKeysFilterCreatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[createdAt][exists]'?: components['parameters']['SigningKeysFilterCreatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[activatedAt]'?: components['parameters']['SigningKeysFilterActivatedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[activatedAt][eq]'?: components['parameters']['SigningKeysFilterActivatedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[activatedAt][neq]'?: components['parameters']['SigningKeysFilterActivatedAtNeq'];
        /** @description Greater than the value. */
        'filter[activatedAt][gt]'?: components['parameters']['SigningKeysFilterActivatedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[activatedAt][gte]'?: components['parameters']['SigningKeysFilterActivatedAtGte'];
        /** @description Less than the value. */
        'filter[activatedAt][lt]'?: components['parameters']['SigningKeysFilterActivatedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[activatedAt][lte]'?: components['parameters']['SigningKeysFilterActivatedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[activatedAt][exists]'?: components['parameters']['SigningKeysFilterActivatedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[retiredAt]'?: components['parameters']['SigningKeysFilterRetiredAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[retiredAt][eq]'?: components['parameters']['SigningKeysFilterRetiredAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[retiredAt][neq]'?: components['parameters']['SigningKeysFilterRetiredAtNeq'];
        /** @description Greater than the value. */
        'filter[retiredAt][gt]'?: components['parameters']['SigningKeysFilterRetiredAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[retiredAt][gte]'?: components['parameters']['SigningKeysFilterRetiredAtGte'];
        /** @description Less than the value. */
        'filter[retiredAt][lt]'?: components['parameters']['SigningKeysFilterRetiredAtLt'];
        /** @description Less than or equal to the value. */
        'filter[retiredAt][lte]'?: components['parameters']['SigningKeysFilterRetiredAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[retiredAt][exists]'?: components['parameters']['SigningKeysFilterRetiredAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[verifiesUntil]'?: components['parameters']['SigningKeysFilterVerifiesUntil'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[verifiesUntil][eq]'?: components['parameters']['SigningKeysFilterVerifiesUntilEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[verifiesUntil][neq]'?: components['parameters']['SigningKeysFilterVerifiesUntilNeq'];
        /** @description Greater than the value. */
        'filter[verifiesUntil][gt]'?: components['parameters']['SigningKeysFilterVerifiesUntilGt'];
        /** @description Greater than or equal to the value. */
        'filter[verifiesUntil][gte]'?: components['parameters']['SigningKeysFilterVerifiesUntilGte'];
        /** @description Less than the value. */
        'filter[verifiesUntil][lt]'?: components['parameters']['SigningKeysFilterVerifiesUntilLt'];
        /** @description Less than or equal to the value. */
        'filter[verifiesUntil][lte]'?: components['parameters']['SigningKeysFilterVerifiesUntilLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[verifiesUntil][exists]'?: components['parameters']['SigningKeysFilterVerifiesUntilExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[signing-keys]'?: components['parameters']['SigningKeysFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SigningKeysCollection'];
        };
      };
    };
  };
  'signingKeys.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[signing-keys]'?: components['parameters']['SigningKeysFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateSigningKeyDocument'];
      };
    };
    responses: {
      /** @description A key is announced already. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SigningKeysDocument'];
        };
      };
      /** @description One will be made. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              rotation: Record<string, never>;
            };
          };
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'signingKeys.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[signing-keys]'?: components['parameters']['SigningKeysFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['SigningKeysDocument'];
        };
      };
    };
  };
  'signingKeys.withdraw': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[signing-keys]'?: components['parameters']['SigningKeysFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'revokedTokens.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RevokedTokensSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RevokedTokensFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RevokedTokensFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RevokedTokensFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['RevokedTokensFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['RevokedTokensFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['RevokedTokensFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['RevokedTokensFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt]'?: components['parameters']['RevokedTokensFilterExpiresAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][eq]'?: components['parameters']['RevokedTokensFilterExpiresAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[expiresAt][neq]'?: components['parameters']['RevokedTokensFilterExpiresAtNeq'];
        /** @description Greater than the value. */
        'filter[expiresAt][gt]'?: components['parameters']['RevokedTokensFilterExpiresAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[expiresAt][gte]'?: components['parameters']['RevokedTokensFilterExpiresAtGte'];
        /** @description Less than the value. */
        'filter[expiresAt][lt]'?: components['parameters']['RevokedTokensFilterExpiresAtLt'];
        /** @description Less than or equal to the value. */
        'filter[expiresAt][lte]'?: components['parameters']['RevokedTokensFilterExpiresAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[expiresAt][exists]'?: components['parameters']['RevokedTokensFilterExpiresAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[revokedAt]'?: components['parameters']['RevokedTokensFilterRevokedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[revokedAt][eq]'?: components['parameters']['RevokedTokensFilterRevokedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[revokedAt][neq]'?: components['parameters']['RevokedTokensFilterRevokedAtNeq'];
        /** @description Greater than the value. */
        'filter[revokedAt][gt]'?: components['parameters']['RevokedTokensFilterRevokedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[revokedAt][gte]'?: components['parameters']['RevokedTokensFilterRevokedAtGte'];
        /** @description Less than the value. */
        'filter[revokedAt][lt]'?: components['parameters']['RevokedTokensFilterRevokedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[revokedAt][lte]'?: components['parameters']['RevokedTokensFilterRevokedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[revokedAt][exists]'?: components['parameters']['RevokedTokensFilterRevokedAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client]'?: components['parameters']['RevokedTokensFilterClient'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][eq]'?: components['parameters']['RevokedTokensFilterClientEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[client][neq]'?: components['parameters']['RevokedTokensFilterClientNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[client][exists]'?: components['parameters']['RevokedTokensFilterClientExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[revoked-tokens]'?: components['parameters']['RevokedTokensFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RevokedTokensCollection'];
        };
      };
    };
  };
  'revokedTokens.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[revoked-tokens]'?: components['parameters']['RevokedTokensFields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateRevokedTokenDocument'];
      };
    };
    responses: {
      /** @description It was revoked before. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RevokedTokensDocument'];
        };
      };
      /** @description It is revoked. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['CreatedRevokedTokensDocument'];
        };
      };
      /** @description Success. Replaces 200 for a token that lacks the read scope of the resource. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'revokedTokens.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[revoked-tokens]'?: components['parameters']['RevokedTokensFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RevokedTokensDocument'];
        };
      };
    };
  };
  'refusals.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['RefusalsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['RefusalsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['RefusalsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['RefusalsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt]'?: components['parameters']['RefusalsFilterOccurredAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][eq]'?: components['parameters']['RefusalsFilterOccurredAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][neq]'?: components['parameters']['RefusalsFilterOccurredAtNeq'];
        /** @description Greater than the value. */
        'filter[occurredAt][gt]'?: components['parameters']['RefusalsFilterOccurredAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[occurredAt][gte]'?: components['parameters']['RefusalsFilterOccurredAtGte'];
        /** @description Less than the value. */
        'filter[occurredAt][lt]'?: components['parameters']['RefusalsFilterOccurredAtLt'];
        /** @description Less than or equal to the value. */
        'filter[occurredAt][lte]'?: components['parameters']['RefusalsFilterOccurredAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[occurredAt][exists]'?: components['parameters']['RefusalsFilterOccurredAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['RefusalsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['RefusalsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['RefusalsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['RefusalsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId]'?: components['parameters']['RefusalsFilterRequestId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][eq]'?: components['parameters']['RefusalsFilterRequestIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][neq]'?: components['parameters']['RefusalsFilterRequestIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[requestId][exists]'?: components['parameters']['RefusalsFilterRequestIdExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[clientId]'?: components['parameters']['RefusalsFilterClientId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[clientId][eq]'?: components['parameters']['RefusalsFilterClientIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[clientId][neq]'?: components['parameters']['RefusalsFilterClientIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[clientId][exists]'?: components['parameters']['RefusalsFilterClientIdExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[code]'?: components['parameters']['RefusalsFilterCode'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[code][eq]'?: components['parameters']['RefusalsFilterCodeEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[code][neq]'?: components['parameters']['RefusalsFilterCodeNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[code][exists]'?: components['parameters']['RefusalsFilterCodeExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[refusals]'?: components['parameters']['RefusalsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RefusalsCollection'];
        };
      };
    };
  };
  'refusals.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[refusals]'?: components['parameters']['RefusalsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['RefusalsDocument'];
        };
      };
    };
  };
  'testTokens.describe': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The token endpoint of the side of the client, and its API. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              tokenEndpoint: string;
              api: string;
            };
          };
        };
      };
    };
  };
  'testTokens.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateTestTokenDocument'];
      };
    };
    responses: {
      /** @description The token, this once. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              accessToken: string;
              /** Format: date-time */
              expiresAt: string;
              scopes: string[];
            };
          };
        };
      };
    };
  };
  'userLinks.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sign-in-links]'?: components['parameters']['SignInLinksFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateSignInLinkDocument'];
      };
    };
    responses: {
      /** @description The link will be made and sent. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              /** Format: date-time */
              expiresAt: string;
            };
          };
        };
      };
    };
  };
  'customerUserLinks.create': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[sign-in-links]'?: components['parameters']['SignInLinksFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/vnd.api+json': components['schemas']['CreateSignInLinkDocument'];
      };
    };
    responses: {
      /** @description The link will be made and sent. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              /** Format: date-time */
              expiresAt: string;
            };
          };
        };
      };
    };
  };
  'userInvitations.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description With the link, this once. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              /** Format: uri */
              link: string;
              /** Format: date-time */
              expiresAt: string;
            };
          };
        };
      };
    };
  };
  'customerUserInvitations.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description With the link, this once. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': {
            jsonapi: {
              /** @constant */
              version: '1.1';
              ext?: string[];
              profile?: string[];
            };
            meta: {
              /** Format: uri */
              link: string;
              /** Format: date-time */
              expiresAt: string;
            };
          };
        };
      };
    };
  };
  'auditEvents.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuditEventsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuditEventsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuditEventsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuditEventsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt]'?: components['parameters']['AuditEventsFilterOccurredAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][eq]'?: components['parameters']['AuditEventsFilterOccurredAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][neq]'?: components['parameters']['AuditEventsFilterOccurredAtNeq'];
        /** @description Greater than the value. */
        'filter[occurredAt][gt]'?: components['parameters']['AuditEventsFilterOccurredAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[occurredAt][gte]'?: components['parameters']['AuditEventsFilterOccurredAtGte'];
        /** @description Less than the value. */
        'filter[occurredAt][lt]'?: components['parameters']['AuditEventsFilterOccurredAtLt'];
        /** @description Less than or equal to the value. */
        'filter[occurredAt][lte]'?: components['parameters']['AuditEventsFilterOccurredAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[occurredAt][exists]'?: components['parameters']['AuditEventsFilterOccurredAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType]'?: components['parameters']['AuditEventsFilterActorType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType][eq]'?: components['parameters']['AuditEventsFilterActorTypeEq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor]'?: components['parameters']['AuditEventsFilterActor'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][eq]'?: components['parameters']['AuditEventsFilterActorEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][neq]'?: components['parameters']['AuditEventsFilterActorNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[actor][exists]'?: components['parameters']['AuditEventsFilterActorExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['AuditEventsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['AuditEventsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['AuditEventsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['AuditEventsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action]'?: components['parameters']['AuditEventsFilterAction'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][eq]'?: components['parameters']['AuditEventsFilterActionEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][neq]'?: components['parameters']['AuditEventsFilterActionNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[action][exists]'?: components['parameters']['AuditEventsFilterActionExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType]'?: components['parameters']['AuditEventsFilterSubjectType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][eq]'?: components['parameters']['AuditEventsFilterSubjectTypeEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][neq]'?: components['parameters']['AuditEventsFilterSubjectTypeNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectType][exists]'?: components['parameters']['AuditEventsFilterSubjectTypeExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId]'?: components['parameters']['AuditEventsFilterSubjectId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][eq]'?: components['parameters']['AuditEventsFilterSubjectIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][neq]'?: components['parameters']['AuditEventsFilterSubjectIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectId][exists]'?: components['parameters']['AuditEventsFilterSubjectIdExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId]'?: components['parameters']['AuditEventsFilterRequestId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][eq]'?: components['parameters']['AuditEventsFilterRequestIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][neq]'?: components['parameters']['AuditEventsFilterRequestIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[requestId][exists]'?: components['parameters']['AuditEventsFilterRequestIdExists'];
        /** @description Words that must all occur in actor, action, subjectId, before, after, reason, address. A page looks through 10000 resources at most, and can be short; follow its link to the next page. */
        'filter[search]'?: components['parameters']['AuditEventsFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-events]'?: components['parameters']['AuditEventsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditEventsCollection'];
        };
      };
    };
  };
  'auditEvents.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-events]'?: components['parameters']['AuditEventsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditEventsDocument'];
        };
      };
    };
  };
  'auditExports.exportCsv': {
    parameters: {
      query?: {
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuditEventsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuditEventsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuditEventsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuditEventsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt]'?: components['parameters']['AuditEventsFilterOccurredAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][eq]'?: components['parameters']['AuditEventsFilterOccurredAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][neq]'?: components['parameters']['AuditEventsFilterOccurredAtNeq'];
        /** @description Greater than the value. */
        'filter[occurredAt][gt]'?: components['parameters']['AuditEventsFilterOccurredAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[occurredAt][gte]'?: components['parameters']['AuditEventsFilterOccurredAtGte'];
        /** @description Less than the value. */
        'filter[occurredAt][lt]'?: components['parameters']['AuditEventsFilterOccurredAtLt'];
        /** @description Less than or equal to the value. */
        'filter[occurredAt][lte]'?: components['parameters']['AuditEventsFilterOccurredAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[occurredAt][exists]'?: components['parameters']['AuditEventsFilterOccurredAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType]'?: components['parameters']['AuditEventsFilterActorType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType][eq]'?: components['parameters']['AuditEventsFilterActorTypeEq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor]'?: components['parameters']['AuditEventsFilterActor'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][eq]'?: components['parameters']['AuditEventsFilterActorEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][neq]'?: components['parameters']['AuditEventsFilterActorNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[actor][exists]'?: components['parameters']['AuditEventsFilterActorExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['AuditEventsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['AuditEventsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['AuditEventsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['AuditEventsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action]'?: components['parameters']['AuditEventsFilterAction'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][eq]'?: components['parameters']['AuditEventsFilterActionEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][neq]'?: components['parameters']['AuditEventsFilterActionNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[action][exists]'?: components['parameters']['AuditEventsFilterActionExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType]'?: components['parameters']['AuditEventsFilterSubjectType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][eq]'?: components['parameters']['AuditEventsFilterSubjectTypeEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][neq]'?: components['parameters']['AuditEventsFilterSubjectTypeNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectType][exists]'?: components['parameters']['AuditEventsFilterSubjectTypeExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId]'?: components['parameters']['AuditEventsFilterSubjectId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][eq]'?: components['parameters']['AuditEventsFilterSubjectIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][neq]'?: components['parameters']['AuditEventsFilterSubjectIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectId][exists]'?: components['parameters']['AuditEventsFilterSubjectIdExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId]'?: components['parameters']['AuditEventsFilterRequestId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][eq]'?: components['parameters']['AuditEventsFilterRequestIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][neq]'?: components['parameters']['AuditEventsFilterRequestIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[requestId][exists]'?: components['parameters']['AuditEventsFilterRequestIdExists'];
        /** @description Words that must all occur in actor, action, subjectId, before, after, reason, address. A page looks through 10000 resources at most, and can be short; follow its link to the next page. */
        'filter[search]'?: components['parameters']['AuditEventsFilterSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All matches, as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
    };
  };
  'auditExports.exportJsonLines': {
    parameters: {
      query?: {
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuditEventsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuditEventsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuditEventsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuditEventsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt]'?: components['parameters']['AuditEventsFilterOccurredAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][eq]'?: components['parameters']['AuditEventsFilterOccurredAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[occurredAt][neq]'?: components['parameters']['AuditEventsFilterOccurredAtNeq'];
        /** @description Greater than the value. */
        'filter[occurredAt][gt]'?: components['parameters']['AuditEventsFilterOccurredAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[occurredAt][gte]'?: components['parameters']['AuditEventsFilterOccurredAtGte'];
        /** @description Less than the value. */
        'filter[occurredAt][lt]'?: components['parameters']['AuditEventsFilterOccurredAtLt'];
        /** @description Less than or equal to the value. */
        'filter[occurredAt][lte]'?: components['parameters']['AuditEventsFilterOccurredAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[occurredAt][exists]'?: components['parameters']['AuditEventsFilterOccurredAtExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType]'?: components['parameters']['AuditEventsFilterActorType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actorType][eq]'?: components['parameters']['AuditEventsFilterActorTypeEq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor]'?: components['parameters']['AuditEventsFilterActor'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][eq]'?: components['parameters']['AuditEventsFilterActorEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[actor][neq]'?: components['parameters']['AuditEventsFilterActorNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[actor][exists]'?: components['parameters']['AuditEventsFilterActorExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side]'?: components['parameters']['AuditEventsFilterSide'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][eq]'?: components['parameters']['AuditEventsFilterSideEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[side][neq]'?: components['parameters']['AuditEventsFilterSideNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[side][exists]'?: components['parameters']['AuditEventsFilterSideExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action]'?: components['parameters']['AuditEventsFilterAction'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][eq]'?: components['parameters']['AuditEventsFilterActionEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[action][neq]'?: components['parameters']['AuditEventsFilterActionNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[action][exists]'?: components['parameters']['AuditEventsFilterActionExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType]'?: components['parameters']['AuditEventsFilterSubjectType'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][eq]'?: components['parameters']['AuditEventsFilterSubjectTypeEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectType][neq]'?: components['parameters']['AuditEventsFilterSubjectTypeNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectType][exists]'?: components['parameters']['AuditEventsFilterSubjectTypeExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId]'?: components['parameters']['AuditEventsFilterSubjectId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][eq]'?: components['parameters']['AuditEventsFilterSubjectIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[subjectId][neq]'?: components['parameters']['AuditEventsFilterSubjectIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[subjectId][exists]'?: components['parameters']['AuditEventsFilterSubjectIdExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId]'?: components['parameters']['AuditEventsFilterRequestId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][eq]'?: components['parameters']['AuditEventsFilterRequestIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[requestId][neq]'?: components['parameters']['AuditEventsFilterRequestIdNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[requestId][exists]'?: components['parameters']['AuditEventsFilterRequestIdExists'];
        /** @description Words that must all occur in actor, action, subjectId, before, after, reason, address. A page looks through 10000 resources at most, and can be short; follow its link to the next page. */
        'filter[search]'?: components['parameters']['AuditEventsFilterSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All matches, as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/jsonl': string;
        };
      };
    };
  };
  'auditHeads.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuditHeadsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuditHeadsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuditHeadsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuditHeadsFilterIdNeq'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[notedAt]'?: components['parameters']['AuditHeadsFilterNotedAt'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[notedAt][eq]'?: components['parameters']['AuditHeadsFilterNotedAtEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[notedAt][neq]'?: components['parameters']['AuditHeadsFilterNotedAtNeq'];
        /** @description Greater than the value. */
        'filter[notedAt][gt]'?: components['parameters']['AuditHeadsFilterNotedAtGt'];
        /** @description Greater than or equal to the value. */
        'filter[notedAt][gte]'?: components['parameters']['AuditHeadsFilterNotedAtGte'];
        /** @description Less than the value. */
        'filter[notedAt][lt]'?: components['parameters']['AuditHeadsFilterNotedAtLt'];
        /** @description Less than or equal to the value. */
        'filter[notedAt][lte]'?: components['parameters']['AuditHeadsFilterNotedAtLte'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[notedAt][exists]'?: components['parameters']['AuditHeadsFilterNotedAtExists'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-heads]'?: components['parameters']['AuditHeadsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditHeadsCollection'];
        };
      };
    };
  };
  'auditHeads.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-heads]'?: components['parameters']['AuditHeadsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditHeadsDocument'];
        };
      };
    };
  };
  'auditChains.list': {
    parameters: {
      query?: {
        /** @description The number of the page, from 1. */
        'page[number]'?: components['parameters']['PageNumber'];
        /** @description Resources on a page. */
        'page[size]'?: components['parameters']['PageSize'];
        /** @description A cursor: the page begins after its resource. */
        'page[after]'?: components['parameters']['PageAfter'];
        /** @description A cursor: the page ends before its resource. */
        'page[before]'?: components['parameters']['PageBefore'];
        /** @description True to count the resources of all pages. */
        'page[total]'?: components['parameters']['PageTotal'];
        /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
        sort?: components['parameters']['AuditChainsSort'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id]'?: components['parameters']['AuditChainsFilterId'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][eq]'?: components['parameters']['AuditChainsFilterIdEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[id][neq]'?: components['parameters']['AuditChainsFilterIdNeq'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-chains]'?: components['parameters']['AuditChainsFields'];
        /** @description True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`. */
        withEtags?: components['parameters']['WithEtags'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditChainsCollection'];
        };
      };
    };
  };
  'auditChains.read': {
    parameters: {
      query?: {
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[audit-chains]'?: components['parameters']['AuditChainsFields'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.api+json': components['schemas']['AuditChainsDocument'];
        };
      };
    };
  };
}
