import type { KeyObject } from 'node:crypto';
import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { Tenancy } from './definition/tenancy.js';

interface IdempotencyKeysOptions {
  /**
   * The table of the answers. Its columns: `caller`, `key` and `request` (text), `status`
   * (smallint, null), `body` (text, null), `expires_at` (timestamptz, with an index); primary key
   * `caller, key`.
   */
  table: string;

  /** Seconds for which an answer is stored. */
  lifetime: number;
}

/** The options of one application's JSON:API. */
export interface JsonApiOptions {
  /** Resources on a page when the client does not send `page[size]`. */
  defaultPageSize: number;

  /** The maximum of `page[size]`. */
  maxPageSize: number;

  /** The maximum number of resources that one relationship may add to an answer by `include`. */
  maxIncluded: number;

  /**
   * The maximum number of resources that one request may delete by a filter; the default is 100.
   */
  maxDeleted?: number;

  /**
   * Returns a unique name for the caller of a request. Each caller has its own idempotency keys and
   * its own limits.
   */
  callerOf?(this: void, request: object): string;

  /** Limits of reads that cost the database more than a page should; without it, there are none. */
  costlyReads?: {
    /** The maximum number of concurrent reads in the process. */
    atOnce: number;
    /** The maximum number of concurrent reads of one reader in the process. */
    perClient: number;
    /** Seconds that a reader without a running costly read waits in the queue. */
    wait: number;
    /** Seconds that all statements of one read may take together. */
    timeLimit: number;
    /** The maximum number of readers in the queue. */
    queue: number;
  };

  /**
   * Returns the name under which costly reads count together, such as the person for whom several
   * clients act. The default is `callerOf`.
   */
  readerOf?(this: void, request: object): string;

  /** The registry of the metric for rejected costly reads; without it there is no metric. */
  metrics?: Registry;

  /** Signs cursors. It is secret, and the same for all processes that serve one API. */
  cursorKey: KeyObject;

  /**
   * Returns true when the caller may read resources of this type, or of the kind that `shownAs`
   * names. The library calls it for routes that change a resource or show resources of another
   * type. Without it, every caller may read them.
   */
  mayRead?: (request: FastifyRequest, type: string) => boolean;

  /** The maximum number of operations in a request (jsonapi.org/ext/atomic); the default is 100. */
  maxOperations?: number;

  /** Storage of answers to requests with an `Idempotency-Key`; `@Idempotent` routes require it. */
  idempotencyKeys?: IdempotencyKeysOptions;

  /** Limits callers to the rows of their tenant; without it, there are no tenants. */
  tenancy?: Tenancy;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: JSON_API_OPTIONS } =
  new ConfigurableModuleBuilder<JsonApiOptions>({
    optionsInjectionToken: Symbol('JSON_API_OPTIONS'),
  }).build();

/** Returns the name under which the costly reads and the exports of a request count. */
export function readerName(request: object, { readerOf, callerOf }: JsonApiOptions): string {
  return (readerOf ?? callerOf)?.(request) ?? '';
}
