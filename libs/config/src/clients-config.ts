import { ValidateNested } from 'class-validator';
import { Integer } from './rules.js';

/** Clients that each process keeps in memory, so that a token needs no look-up. */
export class ClientCacheConfig {
  /** Clients at the most; one takes 1 to 2 KiB. */
  @Integer(100, 1_000_000)
  size = 10_000;

  /** Seconds. Changes are told of at once; this is the net under that. */
  @Integer(1, 3600)
  lifetime = 60;
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

  /** Failures a second that get an audit event of their own; the rest is counted by kind. */
  @Integer(1, 500)
  recorded = 20;

  /**
   * Milliseconds from the request to the refusal, whatever the reason is; longer
   * than the look-ups take, or their time would tell the reasons apart.
   */
  @Integer(0, 5000)
  answerAfter = 20;
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

/** Clients of both sides. */
export class ClientsConfig {
  @ValidateNested()
  cache = new ClientCacheConfig();

  @ValidateNested()
  failedAttempts = new FailedAttemptsConfig();

  @ValidateNested()
  usage = new UsageConfig();
}
