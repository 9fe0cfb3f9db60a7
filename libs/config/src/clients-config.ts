import { ValidateNested } from 'class-validator';
import { OutgoingConfig } from './outgoing-config.js';
import { Integer } from './rules.js';

/** In-memory cache of clients in each process, so that most tokens need no look-up. */
export class ClientCacheConfig {
  /** Maximum number of clients; one takes about 1 KiB. */
  @Integer(100, 1_000_000) size = 10_000;

  /** Maximum number of tokens whose signature was verified; one takes about 1 KiB. */
  @Integer(0, 1_000_000) tokens = 10_000;

  /** Seconds. Processes are notified of changes at once; expiry covers a missed notification. */
  @Integer(1, 3600, 'seconds') lifetime = 60;

  /**
   * Seconds that cached clients, keys and revocations are trusted while the database is
   * unreachable.
   */
  @Integer(0, 86_400, 'seconds') staleFor = 900;
}

/** Limits of failed client authentications; further attempts are rejected without a check. */
export class FailedAttemptsConfig {
  /** Failures of one client id from one network (/24 or /48) within the window. */
  @Integer(1, 10_000) perClient = 20;

  /** Failures from one network, with any client id. */
  @Integer(1, 1_000_000) perNetwork = 200;

  /** Seconds, counted from the first failure. */
  @Integer(1, 86_400, 'seconds') window = 900;

  /** Failures per minute with an audit event of their own; the rest are summed up by network. */
  @Integer(1, 500) recorded = 30;

  /** Networks per minute with a sum of their own; the rest share one. */
  @Integer(1, 400) recordedNetworks = 20;

  /**
   * Milliseconds from the request to the rejection, for every reason. It must be
   * longer than the look-ups take, or the response time would reveal the reason.
   */
  @Integer(0, 5000, 'milliseconds') answerAfter = 20;
}

/** Client assertions: the JWTs that clients sign to authenticate (RFC 7523). */
export class AssertionsConfig {
  /**
   * Seconds from now to `exp`. An assertion is stored as used until then, so a long life costs
   * space.
   */
  @Integer(10, 3600, 'seconds') maxLifetime = 300;

  /** Seconds by which `iat` and `nbf` may be in the future, because clocks differ. */
  @Integer(0, 60, 'seconds') clockTolerance = 5;

  /** Characters; an assertion with the longest signature has about 2500. */
  @Integer(1024, 65_536, 'characters') maxLength = 8192;
}

/** Fetching of the key sets that clients publish (RFC 7591 §2, `jwks_uri`). */
export class JwksUriConfig extends OutgoingConfig {
  /** Seconds that keys are used without another fetch; less when the response says so. */
  @Integer(1, 86_400, 'seconds') lifetime = 300;

  /** Seconds between two requests for one set, also when a key is missing from it. */
  @Integer(1, 3600, 'seconds') cooldown = 30;

  /** Seconds beyond their lifetime that keys are used while a fetch fails. */
  @Integer(0, 86_400, 'seconds') grace = 3600;

  /** Key sets in memory; one takes a few KiB. */
  @Integer(10, 100_000) cacheSize = 1000;
}

/** Usage counts of clients. */
export class UsageConfig {
  /** Seconds between two writes; a process that is killed loses the counts since the last write. */
  @Integer(1, 3600, 'seconds') interval = 5;

  /** Days that hourly counts are kept. */
  @Integer(1, 3650, 'days') retention = 400;
}

/** Refused requests, which the database keeps so that people find the reason. */
export class RefusalsConfig {
  /** Seconds between two writes. */
  @Integer(1, 60, 'seconds') interval = 1;

  /** Refusals per minute and process with a row of their own; the rest are summed up. */
  @Integer(10, 10_000) recorded = 300;

  /** The same for one client, and for one network of callers without a registered client. */
  @Integer(1, 10_000) recordedPerClient = 30;

  /** Days that rows are kept. */
  @Integer(1, 400, 'days') retention = 30;

  /** Rows of each side; the oldest are deleted. */
  @Integer(1000, 10_000_000) stored = 100_000;

  /** Rows of each client. */
  @Integer(10, 1_000_000) storedPerClient = 1000;
}

/** Quotas of each client in one process; 0 disables a quota. */
export class ClientLimitsConfig {
  /** API requests that wait for their response. */
  @Integer(0, 100_000) requestsInFlight = 100;

  /** API requests. */
  @Integer(0, 1_000_000) requestsPerSecond = 500;

  @Integer(0, 10_000_000) tokensPerMinute = 6000;

  @Integer(0, 10_000_000) revocationsPerMinute = 600;

  @Integer(0, 10_000_000) introspectionsPerMinute = 60_000;
}

/** Client settings of both applications. */
export class ClientsConfig {
  @ValidateNested() cache = new ClientCacheConfig();

  @ValidateNested() failedAttempts = new FailedAttemptsConfig();

  @ValidateNested() limits = new ClientLimitsConfig();

  @ValidateNested() assertions = new AssertionsConfig();

  @ValidateNested() jwksUri = new JwksUriConfig();

  @ValidateNested() usage = new UsageConfig();

  @ValidateNested() refusals = new RefusalsConfig();
}
