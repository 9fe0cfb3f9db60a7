import { ValidateNested } from 'class-validator';
import { Integer } from './rules.js';

/** Responses that the server keeps for clients that send a request twice. */
export class IdempotencyKeysConfig {
  /** Seconds. */
  @Integer(60, 604_800, 'seconds') lifetime = 86_400;
}

/** Limits of reads and deletions that may cost the database much more than others. */
export class CostlyReadsConfig {
  /** Concurrent reads in one process. */
  @Integer(1, 1000) atOnce = 2;

  /** Concurrent reads of one client, or of all clients that act for one person, in one process. */
  @Integer(1, 1000) perClient = 1;

  /** Seconds that a request waits for its turn. */
  @Integer(0, 60, 'seconds') wait = 10;

  /** Seconds that the database may work for one read; then the server cancels the read. */
  @Integer(1, 3600, 'seconds') timeLimit = 8;

  /** Reads that may wait in one process. */
  @Integer(0, 1000) queue = 50;
}

/** Limits of one request to the API, and how long its response is kept. */
export class ApiConfig {
  @Integer(1, 1000) defaultPageSize = 25;

  @Integer(1, 1000) maxPageSize = 100;

  @Integer(1, 10_000) maxIncluded = 1000;

  /** Operations of one request to /api/operations. */
  @Integer(1, 1000) maxOperations = 100;

  /** Resources that one request may delete by a filter. */
  @Integer(1, 1000) maxDeleted = 100;

  @ValidateNested() costlyReads = new CostlyReadsConfig();

  @ValidateNested() idempotencyKeys = new IdempotencyKeysConfig();
}
