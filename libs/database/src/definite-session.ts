import { Client } from 'pg';

/**
 * Session settings that the code relies on. A login may change the defaults of its own sessions
 * (`ALTER ROLE … SET`), which PostgreSQL cannot forbid; the startup packet overrides them.
 * PgBouncer forwards the first two, also in transaction mode.
 */
const SETTINGS = {
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  // A revocation that was confirmed to the caller survives a crash of the server.
  synchronous_commit: 'on',
};

/** A driver client whose session does not depend on settings of the login. */
export class DefiniteSession extends Client {
  /** Adds to the startup packet; the driver has no option for it, only this internal method. */
  getStartupConf(): Record<string, string> {
    const startup = Reflect.get(Client.prototype, 'getStartupConf') as () => Record<string, string>;
    return { ...startup.call(this), ...SETTINGS };
  }
}
