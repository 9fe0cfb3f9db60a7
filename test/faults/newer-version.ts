import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrate } from '#database';
import { findMigrations } from '../../libs/database/src/find-migrations.js';

/** Tables that the requests of the load read or write. */
const TABLES = ['customers', 'staff_users', 'oauth_clients', 'idempotent_requests', 'audit_events'];

/**
 * Migrates as a newer version would, with the same code. It adds to each of these tables an index,
 * and a column that the running replicas do not have in their entities.
 */
export async function migrateAsNewerVersion(url: string): Promise<void> {
  const ours = TABLES.map((table, index) => addition(table, `Newer${1_895_392_000_000 + index}`));
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...(await findMigrations()), ...ours],
    installExtensions: false,
  });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

function addition(table: string, name: string) {
  return class implements MigrationInterface {
    readonly name = name;

    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(`
        ALTER TABLE ${table} ADD newer integer NOT NULL DEFAULT 0;
        CREATE INDEX ${table}_newer_idx ON ${table} (newer);
      `);
    }

    async down(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(`ALTER TABLE ${table} DROP newer`);
    }
  };
}
