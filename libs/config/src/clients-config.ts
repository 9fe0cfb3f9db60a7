import { IsBoolean, ValidateNested } from 'class-validator';
import { Integer, Networks } from './rules.js';

/** Clients that each process keeps in memory, so that a token needs no look-up. */
export class ClientCacheConfig {
  /** Clients at the most; one takes 1 to 2 KiB. */
  @Integer(100, 1_000_000)
  size = 10_000;

  /** Tokens at the most whose signature is known to be good; one takes about 1 KiB. */
  @Integer(0, 1_000_000)
  tokens = 10_000;

  /** Seconds. Changes are told of at once; this is the net under that. */
  @Integer(1, 3600)
  lifetime = 60;

  /** Seconds that clients, keys and revocations are believed while the database does not answer. */
  @Integer(0, 86_400)
  staleFor = 900;
}

/** When failed client authentications are no longer heard. */
export class FailedAttemptsConfig {
  /** Of one client id from one network (/24 or /48) within the window. */
  @Integer(1, 10_000)
  perClient = 20;

  /** From one network, whatever the id. */
  @Integer(1, 1_000_000)
  perNetwork = 200;

  /** Seconds, counted from the first failure. */
  @Integer(1, 86_400)
  window = 900;

  /** Failures a minute with an audit event of their own; the rest is summed up by network. */
  @Integer(1, 500)
  recorded = 30;

  /** Networks a minute with a sum of their own; the rest share one. */
  @Integer(1, 400)
  recordedNetworks = 20;

  /**
   * Milliseconds from the request to the refusal, whatever the reason is; longer
   * than the look-ups take, or their time would tell the reasons apart.
   */
  @Integer(0, 5000)
  answerAfter = 20;
}

/** What clients sign to authenticate (RFC 7523). */
export class AssertionsConfig {
  /** Seconds from now to `exp`. Until then it is noted as used, so a long life costs room. */
  @Integer(10, 3600)
  maxLifetime = 300;

  /** Seconds by which `iat` and `nbf` may be in the future: clocks differ. */
  @Integer(0, 60)
  clockTolerance = 5;

  /** Characters; one with the longest signature has some 2500. */
  @Integer(1024, 65_536)
  maxLength = 8192;
}

/** How the key sets are fetched that clients publish (RFC 7591 §2, `jwks_uri`). */
export class JwksUriConfig {
  /** Beside https; whoever can change an answer on its way can be the client. */
  @IsBoolean()
  allowHttp = false;

  /** Addresses that are not public and may be asked all the same; none, or administrators of clients reach into the network. */
  @Networks()
  privateNetworks: string[] = [];

  /** Seconds for all of it; a token request may wait as long. */
  @Integer(1, 30)
  timeout = 5;

  /** Bytes; ten keys with certificates have less. */
  @Integer(1024, 1_048_576)
  maxSize = 65_536;

  /** Seconds that keys are used without asking again; less when the answer says so. */
  @Integer(1, 86_400)
  lifetime = 300;

  /** Seconds between two requests for one set, also when a key is not in it. */
  @Integer(1, 3600)
  cooldown = 30;

  /** Seconds beyond their lifetime that keys are used while they cannot be fetched. */
  @Integer(0, 86_400)
  grace = 3600;

  /** Sets in memory; one takes some KiB. */
  @Integer(10, 100_000)
  cacheSize = 1000;
}

/** How what clients do is counted. */
export class UsageConfig {
  /** Seconds between two writes; a process that is killed loses what it counted since. */
  @Integer(1, 3600)
  interval = 5;

  /** Days that counts by the hour are kept. */
  @Integer(1, 3650)
  retention = 400;
}

/** Quotas of each client in one process; 0 disables one. */
export class ClientLimitsConfig {
  /** Requests to the API that wait for their answer. */
  @Integer(0, 100_000)
  requestsInFlight = 100;

  /** Requests to the API. */
  @Integer(0, 1_000_000)
  requestsPerSecond = 500;

  @Integer(0, 10_000_000)
  tokensPerMinute = 6000;

  @Integer(0, 10_000_000)
  revocationsPerMinute = 600;

  @Integer(0, 10_000_000)
  introspectionsPerMinute = 60_000;
}

/** Clients of both sides. */
export class ClientsConfig {
  @ValidateNested()
  cache = new ClientCacheConfig();

  @ValidateNested()
  failedAttempts = new FailedAttemptsConfig();

  @ValidateNested()
  limits = new ClientLimitsConfig();

  @ValidateNested()
  assertions = new AssertionsConfig();

  @ValidateNested()
  jwksUri = new JwksUriConfig();

  @ValidateNested()
  usage = new UsageConfig();
}
