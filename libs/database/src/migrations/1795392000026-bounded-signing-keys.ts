import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of signing keys have a bounded size, so that every key can be read and withdrawn. */
export class BoundedSigningKeys1795392000026 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const conditions = BOUNDS.map(([table, condition]) => ({ table, condition }));
    // The notification of a key with a long id fails, and with it the deletion: here it goes without.
    await queryRunner.query('ALTER TABLE signing_keys DISABLE TRIGGER USER');
    for (const { table, condition } of conditions) {
      const keys = table === 'signing_key_ids' ? table : 'signing_keys';
      await queryRunner.query(
        `DELETE FROM ${keys} WHERE kid IN (SELECT kid FROM ${table} WHERE NOT (${condition}))`,
      );
    }
    await queryRunner.query(`
      ALTER TABLE signing_keys ENABLE TRIGGER USER;
      INSERT INTO changes (side, channel, payload)
        SELECT side, 'keys_' || side, 'signing_keys' FROM unnest('{backoffice,storefront}'::text[]) side
        ON CONFLICT DO NOTHING;
    `);
    for (const { table, condition } of conditions) {
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_bounded CHECK (${condition})`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of BOUNDS) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_bounded`);
    }
  }
}

/** Bytes; ids of ours have 43, public keys some 800, and sealed private keys some 3,500 at most. */
const BOUNDS = [
  [
    'signing_keys',
    `octet_length(kid) <= 128 AND octet_length(algorithm) <= 32
     AND octet_length(public_jwk::text) <= 16384 AND octet_length(authentication) <= 128`,
  ],
  ['sealed_signing_keys', 'octet_length(kid) <= 128 AND octet_length(sealed_private_key) <= 16384'],
  ['signing_key_ids', 'octet_length(kid) <= 128'],
] as const;
