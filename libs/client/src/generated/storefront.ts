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
  '/api/users/{id}/customer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the customer of a user */
    get: operations['users.readCustomer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/relationships/customer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the id of the customer of a user */
    get: operations['users.identifyCustomer'];
    put?: never;
    post?: never;
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
    post?: never;
    delete?: never;
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
    CreateUserDocument: {
      data: {
        /** @constant */
        type: 'users';
        attributes: {
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
        components['schemas']['UsersResource'] | components['schemas']['CustomersResource']
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
      included?: unknown[];
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
      included?: unknown[];
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
    UpdateProfileDocument: {
      data: {
        /** @constant */
        type: 'users';
        id: string;
        attributes?: {
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
    UpdateUserDocument: {
      data: {
        /** @constant */
        type: 'users';
        id: string;
        attributes?: {
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
        components['schemas']['UsersResource'] | components['schemas']['CustomersResource']
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
        components['schemas']['UsersResource'] | components['schemas']['CustomersResource']
      )[];
      meta?: Record<string, never>;
    };
    UsersResource: {
      /** @constant */
      type: 'users';
      /** @example 7 */
      id: string;
      /** @description Without `fields[users]` in the query, all of them. */
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
    CustomersFields: ('name' | 'description' | 'createdAt' | 'updatedAt')[];
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
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    CustomersSort: (
      'id' | '-id' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt'
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
    UsersFields: (
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
    UsersFilterConfirmed: boolean[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterConfirmedEq: boolean[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterConfirmedExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterConfirmedNeq: boolean[];
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
    UsersFilterCustomer: string[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterCustomerEq: string[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterCustomerExists: boolean;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    UsersFilterCustomerName: string[];
    /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
    UsersFilterCustomerNameContains: string;
    /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
    UsersFilterCustomerNameEndsWith: string;
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    UsersFilterCustomerNameEq: string[];
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
    UsersFilterCustomerNameNeq: string[];
    /** @description Begins with the text. Needs the right to read customers. */
    UsersFilterCustomerNameStartsWith: string;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterCustomerNeq: string[];
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
    UsersFilterRole: ('buyer' | 'administrator')[];
    /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterRoleEq: ('buyer' | 'administrator')[];
    /** @description True for resources with a value, false for resources without one. */
    UsersFilterRoleExists: boolean;
    /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
    UsersFilterRoleNeq: ('buyer' | 'administrator')[];
    /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
    UsersFilterSearch: string;
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
    /** @description Related resources to include in the answer. */
    UsersInclude: 'customer'[];
    /** @description Sort keys in order; a minus means descending. Texts sort by the Unicode root collation. */
    UsersSort: (
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
        'fields[customers]'?: components['parameters']['CustomersFields'];
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
        'fields[customers]'?: components['parameters']['CustomersFields'];
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
        'filter[confirmed]'?: components['parameters']['UsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['UsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['UsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['UsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['UsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['UsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['UsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['UsersFilterRoleExists'];
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
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['UsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['UsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['UsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['UsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['UsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['UsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['UsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['UsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['UsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['UsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
        'filter[search]'?: components['parameters']['UsersFilterSearch'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
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
        'fields[customers]'?: components['parameters']['CustomersFields'];
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
        'filter[confirmed]'?: components['parameters']['UsersFilterConfirmed'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][eq]'?: components['parameters']['UsersFilterConfirmedEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[confirmed][neq]'?: components['parameters']['UsersFilterConfirmedNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[confirmed][exists]'?: components['parameters']['UsersFilterConfirmedExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role]'?: components['parameters']['UsersFilterRole'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][eq]'?: components['parameters']['UsersFilterRoleEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[role][neq]'?: components['parameters']['UsersFilterRoleNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[role][exists]'?: components['parameters']['UsersFilterRoleExists'];
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
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer]'?: components['parameters']['UsersFilterCustomer'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][eq]'?: components['parameters']['UsersFilterCustomerEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. */
        'filter[customer][neq]'?: components['parameters']['UsersFilterCustomerNeq'];
        /** @description True for resources with a value, false for resources without one. */
        'filter[customer][exists]'?: components['parameters']['UsersFilterCustomerExists'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name]'?: components['parameters']['UsersFilterCustomerName'];
        /** @description Equal to any of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][eq]'?: components['parameters']['UsersFilterCustomerNameEq'];
        /** @description Equal to none of the values. A comma separates two values; %2C is a comma in a value. Needs the right to read customers. */
        'filter[customer.name][neq]'?: components['parameters']['UsersFilterCustomerNameNeq'];
        /** @description Contains the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][contains]'?: components['parameters']['UsersFilterCustomerNameContains'];
        /** @description Begins with the text. Needs the right to read customers. */
        'filter[customer.name][starts-with]'?: components['parameters']['UsersFilterCustomerNameStartsWith'];
        /** @description Ends with the text, which must have three letters or digits in a row, or two characters in a row of which one is not ASCII. Needs the right to read customers. */
        'filter[customer.name][ends-with]'?: components['parameters']['UsersFilterCustomerNameEndsWith'];
        /** @description Words that must all occur in email, firstName, lastName. At least one word must have three letters or digits in a row, or two characters in a row of which one is not ASCII. */
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
  'users.update': {
    parameters: {
      query?: {
        /** @description Related resources to include in the answer. */
        include?: components['parameters']['UsersInclude'];
        /** @description The attributes and relationships in the answer; the default is all of them. */
        'fields[users]'?: components['parameters']['UsersFields'];
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
  'users.readCustomer': {
    parameters: {
      query?: {
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
          'application/vnd.api+json': components['schemas']['CustomersOrNullDocument'];
        };
      };
    };
  };
  'users.identifyCustomer': {
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
  'customers.read': {
    parameters: {
      query?: {
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
          'application/vnd.api+json': components['schemas']['CustomersDocument'];
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
}
