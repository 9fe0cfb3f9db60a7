import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { Tenancy } from './definition/tenancy.js';

interface IdempotencyKeysOptions {
  /**
   * Its columns: `caller`, `key` and `request` (text), `status` (smallint, null), `body` (text,
   * null), `expires_at` (timestamptz, with an index); primary key `caller, key`.
   */
  table: string;

  /** Seconds that an answer is kept. */
  lifetime: number;
}

/** What one application decides about its API. */
export interface JsonApiOptions {
  /** Resources on a page when the client does not say `page[size]`. */
  defaultPageSize: number;

  /** The most that `page[size]` may ask for. */
  maxPageSize: number;

  /** Resources that one relationship may bring into an answer by `include`. */
  maxIncluded: number;

  /** The most that one request may delete by a filter; 100 when it is not said. */
  maxDeleted?: number;

  /**
   * The caller of a request, by a name that no other caller has. Each caller has its own
   * idempotency keys and its own limits.
   */
  callerOf?(this: void, request: object): string;

  /** Limits of reads that cost the database more than a page should; without them, no limits. */
  costlyReads?: {
    /** Reads at once in the process. */
    atOnce: number;
    /** Reads at once of one reader in the process. */
    perClient: number;
    /** Seconds that a reader without a costly read in progress waits for its turn. */
    wait: number;
    /** Seconds that the statements of one read may take together. */
    timeLimit: number;
    /** Readers that may wait. */
    queue: number;
  };

  /**
   * The name whose costly reads count together, such as the person for whom several clients act.
   * The default is the caller.
   */
  readerOf?(this: void, request: object): string;

  /** The registry that counts refused reads; without it they are not counted. */
  metrics?: Registry;

  /** Seals cursors; the same for all processes that serve one API, and a secret. */
  cursorKey: Uint8Array;

  /**
   * True when the caller may read resources of this type, or of the kind that `shownAs` names. It is
   * asked for answers of routes that are about another type or change the resource. Every caller
   * may read them when it is left out.
   */
  mayRead?: (request: FastifyRequest, type: string) => boolean;

  /** The most operations of one request (jsonapi.org/ext/atomic); 100 when it is not said. */
  maxOperations?: number;

  /** Where answers to requests with an `Idempotency-Key` are kept; `@Idempotent` routes need it. */
  idempotencyKeys?: IdempotencyKeysOptions;

  /** Limits callers to the rows of their tenant; without it there are no tenants. */
  tenancy?: Tenancy;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: JSON_API_OPTIONS } =
  new ConfigurableModuleBuilder<JsonApiOptions>({
    optionsInjectionToken: Symbol('JSON_API_OPTIONS'),
  }).build();
