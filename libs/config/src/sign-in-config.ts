import { ValidateNested } from 'class-validator';
import { OutgoingConfig } from './outgoing-config.js';
import { Integer } from './rules.js';

/** Sessions of people in browsers. */
export class SessionsConfig {
  /** Seconds without a request after which a session ends. */
  @Integer(120, 86_400, 'seconds') idleTimeout = 1800;

  /** Seconds after which a session ends in any case. */
  @Integer(600, 2_592_000, 'seconds') lifetime = 43_200;
}

/** Passwords: the cost of their hashes (argon2id), and how many may be computed. */
export class PasswordsConfig {
  /** KiB of memory for one hash. */
  @Integer(8192, 1_048_576, 'KiB') memory = 19_456;

  /** Passes over the memory. */
  @Integer(1, 20) passes = 2;

  /** Hashes that a process computes at a time, each on a thread of its own. */
  @Integer(1, 64) atOnce = 2;

  /** Sign-ins that wait for their hash; further ones get 503. */
  @Integer(0, 10_000) queue = 50;
}

/** Limits of failed sign-ins. A network is a /24 of IPv4 or a /48 of IPv6. */
export class FailedSignInsConfig {
  /** Failures with one name from one network within the window. */
  @Integer(1, 10_000) perPersonAndNetwork = 10;

  /** Failures with one name from all networks. */
  @Integer(1, 1_000_000) perPerson = 100;

  /** Failures from one network, with any name. */
  @Integer(1, 1_000_000) perNetwork = 200;

  /** Seconds, counted from the first failure. */
  @Integer(1, 86_400, 'seconds') window = 900;
}

/** One-time links, with which people set a password. */
export class LinksConfig {
  /** Seconds that an invitation is valid. */
  @Integer(300, 2_592_000, 'seconds') invitationLifetime = 259_200;

  /** Seconds that a link for a lost password is valid. */
  @Integer(300, 86_400, 'seconds') recoveryLifetime = 3600;
}

/** Limits of links for which people ask themselves. A network is a /24 of IPv4 or a /48 of IPv6. */
export class RecoveryConfig {
  /** Links of one person within the window. */
  @Integer(1, 1000) perPerson = 5;

  /** Requests of one network within the window. */
  @Integer(1, 1_000_000) perNetwork = 50;

  /** Seconds, counted from the first request. */
  @Integer(60, 86_400) window = 3600;
}

/** Sign-in of people, the same on both sides. */
export class SignInConfig {
  /**
   * Requests of one network to the authorization endpoint, for challenges of passkeys, and to go to an
   * identity provider, in a minute, in one process.
   */
  @Integer(1, 1_000_000) requestsPerMinute = 600;

  @ValidateNested() sessions = new SessionsConfig();

  @ValidateNested() passwords = new PasswordsConfig();

  @ValidateNested() failedAttempts = new FailedSignInsConfig();

  @ValidateNested() links = new LinksConfig();

  @ValidateNested() recovery = new RecoveryConfig();

  /** Requests of the server to identity providers. */
  @ValidateNested() providers = new OutgoingConfig();
}
