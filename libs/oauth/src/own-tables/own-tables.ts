import { AUDIT_FUNCTIONS } from './audit-functions.js';
import { AUDIT_TABLES } from './audit-tables.js';
import { schemaOf } from '../migrations/1795392000020-signing-key-authentication.js';
import { clientGrants, withoutClientGrants } from '../migrations/1795392000110-client-grants.js';
import { listedClients, withoutListedClients } from '../migrations/1795392000158-listed-clients.js';
import {
  networksOfSecrets,
  withoutNetworksOfSecrets,
} from '../migrations/1795392000162-networks-of-secrets.js';
import { CHANGES_FUNCTIONS, CHANGES_TABLES } from './change-tables.js';
import { CLIENTS_FUNCTIONS } from './client-functions.js';
import { CLIENTS_TABLES } from './client-tables.js';
import { KEYS_FUNCTIONS, KEYS_TABLES } from './key-tables.js';

/** The part of TypeORM's query runner that is used here. */
interface Runner {
  query(sql: string): Promise<unknown>;
}

/**
 * The tables of the module in the database of a host, in a schema that holds nothing else. They are
 * those of the applications of this repository without the people of the shop, and without the
 * logins of the two sides: the login of the host owns them.
 */
class OwnTables1795392000110 {
  async up(runner: Runner): Promise<void> {
    for (const sql of STATEMENTS) await run(sql, runner);
  }

  async down(runner: Runner): Promise<void> {
    await runner.query(`DROP SCHEMA ${await schemaOf(runner)} CASCADE`);
  }
}

/** Clients have grant types and redirect URIs, as in the applications of this repository. */
class OwnClientGrants1795392000111 {
  async up(runner: Runner): Promise<void> {
    await run(clientGrants('own.'), runner);
  }

  async down(runner: Runner): Promise<void> {
    await run(withoutClientGrants('own.'), runner);
  }
}

/** Clients show the next end of a secret, and sides their usage. */
class OwnListedClients1795392000158 {
  async up(runner: Runner): Promise<void> {
    await run(listedClients('own.'), runner);
  }

  async down(runner: Runner): Promise<void> {
    await run(withoutListedClients('own.'), runner);
  }
}

/** Secrets have the networks from which they are used, as in the applications of this repository. */
class OwnNetworksOfSecrets1795392000162 {
  async up(runner: Runner): Promise<void> {
    await run(networksOfSecrets('own.'), runner);
  }

  async down(runner: Runner): Promise<void> {
    await run(withoutNetworksOfSecrets('own.'), runner);
  }
}

/** The migrations of the module's own tables, in their order. */
export const OWN_MIGRATIONS = [
  OwnTables1795392000110,
  OwnClientGrants1795392000111,
  OwnListedClients1795392000158,
  OwnNetworksOfSecrets1795392000162,
];

/** Sorts names as the applications of this repository do. */
const COLLATION = "CREATE COLLATION own.root_collation (provider = icu, locale = 'und')";

/** The people for whom clients act. There are none until the host replaces the view. */
const OWNERS = `
CREATE VIEW own.client_owners AS
  SELECT NULL::text AS side, NULL::bigint AS id, NULL::boolean AS active, NULL::text AS role,
    NULL::text[] AS scopes
  WHERE false`;

const HEAD = "INSERT INTO own.audit_head (id, hash) VALUES (0, decode(repeat('00', 32), 'hex'))";

const STATEMENTS = [
  COLLATION,
  CHANGES_TABLES,
  CHANGES_FUNCTIONS,
  AUDIT_TABLES,
  AUDIT_FUNCTIONS,
  KEYS_TABLES,
  CLIENTS_TABLES,
  KEYS_FUNCTIONS,
  CLIENTS_FUNCTIONS,
  OWNERS,
  HEAD,
];

/** Runs statements in which `own` stands for the schema. */
async function run(sql: string, runner: Runner): Promise<void> {
  const schema = await schemaOf(runner);
  await runner.query(sql.replaceAll(/\bown\./g, `${schema}.`));
}
