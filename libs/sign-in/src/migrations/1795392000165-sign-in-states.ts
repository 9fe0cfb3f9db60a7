import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';

/**
 * Lets the back office see the state of the sign-in of the people of both sides, and make the first
 * link of a person who has no way to sign in yet.
 */
export class SignInStates1795392000165 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE VIEW person_links WITH (security_barrier) AS
        SELECT side, person_id, purpose, expires_at FROM sign_in_links
        WHERE used_at IS NULL AND expires_at > now();
      CREATE VIEW person_network_times WITH (security_barrier) AS
        SELECT side, person_id, last_used_at FROM person_networks;
      GRANT SELECT ON person_links, person_network_times TO latchkey_backoffice;

      ${firstLink(schema)}
      REVOKE ALL ON FUNCTION make_first_link FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION make_first_link TO latchkey_backoffice;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION make_first_link;
      DROP VIEW person_links, person_network_times;
    `);
  }
}

/**
 * A function of the owner, because the back office makes no links for people of the storefront, except
 * for people who have no password, passkey or linked identity. The lock of the person waits for a
 * transaction that sets a password.
 */
function firstLink(schema: string): string {
  return `
      CREATE FUNCTION make_first_link(
        of_side text, of_person bigint, hash bytea, lifetime integer,
        OUT email text, OUT expires_at timestamptz, OUT can_sign_in boolean
      ) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF of_side = 'backoffice' THEN
          SELECT person.email INTO email FROM ${schema}.staff_users person
            WHERE id = of_person AND enabled FOR SHARE;
        ELSE
          SELECT person.email INTO email FROM ${schema}.customer_users person
            WHERE id = of_person AND enabled AND confirmed FOR SHARE;
        END IF;
        IF email IS NULL THEN RETURN; END IF;
        can_sign_in :=
          EXISTS (SELECT FROM ${schema}.passwords WHERE side = of_side AND person_id = of_person)
          OR EXISTS (SELECT FROM ${schema}.passkeys WHERE side = of_side AND person_id = of_person)
          OR EXISTS (SELECT FROM ${schema}.linked_identities
            WHERE side = of_side AND person_id = of_person);
        IF can_sign_in THEN RETURN; END IF;
        DELETE FROM ${schema}.sign_in_links
          WHERE side = of_side AND person_id = of_person AND used_at IS NULL;
        INSERT INTO ${schema}.sign_in_links AS link (token_hash, side, person_id, purpose, expires_at)
          VALUES (hash, of_side, of_person, 'invitation', now() + make_interval(secs => lifetime))
          RETURNING link.expires_at INTO expires_at;
      END $$;`;
}
