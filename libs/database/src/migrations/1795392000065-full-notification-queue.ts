import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets a change commit while the notification queue is full. Any login can fill the queue, with a
 * session that listens in an open transaction and another one that sends. Every transaction that
 * notifies would then fail, including those that contain the damage. Above nine tenths the change
 * is written to `changes` only. Listening processes watch the queue (`ListeningConnection`) and
 * read everything again while it is more than half full.
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
