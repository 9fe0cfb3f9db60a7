import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change commits when the queue of notifications is full. Any login fills it, with one
 * session that listens in an open transaction and one that sends; then every transaction
 * that notifies fails, among them all that contain damage. Past nine tenths the change is
 * in `changes` only. Listening processes watch the queue (ListeningConnection) and read
 * everything again while it is more than half full.
 */
export class FullNotificationQueue1795392000065 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF pg_notification_queue_usage() < 0.9 THEN
          PERFORM pg_notify(NEW.channel, NEW.payload);
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify(NEW.channel, NEW.payload);
        RETURN NULL;
      END $$;
    `);
  }
}
