import { Client } from 'pg';

/**
 * What the code relies on in a session. A login may change the defaults of its own sessions
 * (`ALTER ROLE … SET`), which PostgreSQL cannot forbid; the startup packet overrides them. PgBouncer
 * passes the first two on, also in transaction mode.
 */
const SETTINGS = {
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  // A revocation that was answered survives a crash of the server.
  synchronous_commit: 'on',
};

/** A client of the driver whose session does not depend on settings of the login. */
export class DefiniteSession extends Client {
  /** The startup packet, which the driver asks for by this name and lets nobody add to otherwise. */
  getStartupConf(): Record<string, string> {
    const startup = Reflect.get(Client.prototype, 'getStartupConf') as () => Record<string, string>;
    return { ...startup.call(this), ...SETTINGS };
  }
}
