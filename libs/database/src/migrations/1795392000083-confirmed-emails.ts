import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A confirmed e-mail address stays confirmed only when nothing but the case of ASCII letters
 * changes. The lower case of other letters can be an ASCII letter: that of U+0130 is `i`.
 */
export class ConfirmedEmails1795392000083 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(triggerThatFolds('COLLATE "C"'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(triggerThatFolds(''));
  }
}

function triggerThatFolds(collation: string): string {
  return `
    DROP TRIGGER customer_users_email_changed ON customer_users;
    CREATE TRIGGER customer_users_email_changed BEFORE UPDATE OF email ON customer_users
      FOR EACH ROW WHEN (lower(NEW.email ${collation}) <> lower(OLD.email ${collation}))
      EXECUTE FUNCTION reset_confirmed()`;
}
