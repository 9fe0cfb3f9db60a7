import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the requests that the servers refused, for people who look for the reason. Rows have no
 * secret, no token and no body. Each side adds rows and deletes its own old ones; the back office
 * reads the rows of both sides.
 */
export class Refusals1795392000161 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [TABLE, RIGHTS, VIEW]) await queryRunner.query(statements);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW explained_refusals; DROP TABLE refusals');
  }
}

/** Largest size of each text in bytes; processes cut longer ones. */
const TEXTS = {
  request_id: 512,
  client_id: 64,
  address: 512,
  method: 64,
  route: 512,
  code: 128,
  reason: 2048,
  required: 1024,
  description: 2048,
};

const BOUNDS = Object.entries(TEXTS).map(
  ([column, bytes]) => `coalesce(octet_length(${column}), 0) <= ${bytes}`,
);

/** `client_id` refers to no table: a request may name a client that does not exist. */
const TABLE = `
  CREATE TABLE refusals (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at   timestamptz NOT NULL CHECK (
      occurred_at >= '0001-01-01 00:00:00+00' AND occurred_at < '10000-01-01 00:00:00+00'),
    side          text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
    request_id    text,
    client_id     text,
    is_registered boolean NOT NULL,
    address       text,
    method        text,
    route         text,
    status        smallint NOT NULL CHECK (status BETWEEN 400 AND 499),
    code          text NOT NULL,
    reason        text,
    required      text,
    description   text,
    occurrences   integer NOT NULL CHECK (occurrences BETWEEN 1 AND 1000000000),
    CONSTRAINT refusals_bounded CHECK (${BOUNDS.join(' AND ')})
  );
  CREATE INDEX refusals_occurred_at_idx ON refusals (occurred_at, id);
  CREATE INDEX refusals_side_idx ON refusals (side, id);
  CREATE INDEX refusals_request_id_idx ON refusals (request_id, id);
  CREATE INDEX refusals_client_id_idx ON refusals (client_id, id);
  CREATE INDEX refusals_code_idx ON refusals (code, id);
  -- Callers without a registered client share a bound of their own.
  CREATE INDEX refusals_unregistered_idx ON refusals (side, id) WHERE NOT is_registered;
`;

/** Deleting by a condition needs the right to select. */
const RIGHTS = `
  ALTER TABLE refusals ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice_reads ON refusals FOR SELECT TO latchkey_backoffice USING (true);
  CREATE POLICY backoffice_adds ON refusals FOR INSERT TO latchkey_backoffice
    WITH CHECK (side = 'backoffice');
  CREATE POLICY backoffice_forgets ON refusals FOR DELETE TO latchkey_backoffice
    USING (side = 'backoffice');
  CREATE POLICY storefront ON refusals TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT, DELETE ON refusals TO latchkey_backoffice, latchkey_storefront;
`;

/** The facts of a row that explain it, as one column; the application makes sentences of them. */
const VIEW = `
  CREATE VIEW explained_refusals WITH (security_invoker) AS
    SELECT id, occurred_at, side, request_id, client_id, address, method, route, status, code,
      reason, required, description, occurrences,
      jsonb_build_object('status', status, 'code', code, 'reason', reason, 'required', required,
        'description', description, 'occurrences', occurrences) AS facts
    FROM refusals;
  GRANT SELECT ON explained_refusals TO latchkey_backoffice;
`;
