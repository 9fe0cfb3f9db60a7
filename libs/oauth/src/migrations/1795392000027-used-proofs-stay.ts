import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prevents a login from deleting or changing the row of a proof or assertion that could still be
 * replayed, and from locking a client out for longer than two days by a count of failed attempts.
 */
export class UsedProofsStay1795392000027 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const side of SIDES) {
      // The minute allows for clocks that differ. The purging process needs UPDATE for its row
      // lock.
      const expired = `side = '${side}' AND expires_at < now() - interval '1 minute'`;
      await queryRunner.query(`
        DROP POLICY ${side} ON used_proofs;
        CREATE POLICY ${side}_reads ON used_proofs FOR SELECT TO latchkey_${side}
          USING (side = '${side}');
        CREATE POLICY ${side}_adds ON used_proofs FOR INSERT TO latchkey_${side}
          WITH CHECK (side = '${side}');
        CREATE POLICY ${side}_locks ON used_proofs FOR UPDATE TO latchkey_${side} USING (${expired});
        CREATE POLICY ${side}_forgets ON used_proofs FOR DELETE TO latchkey_${side} USING (${expired});
      `);
    }
    await queryRunner.query(`
      DELETE FROM failed_attempts WHERE (${ENDS}) IS NOT TRUE;
      ALTER TABLE failed_attempts ADD CONSTRAINT failed_attempts_ends CHECK ((${ENDS}) IS TRUE);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE failed_attempts DROP CONSTRAINT failed_attempts_ends');
    for (const side of SIDES) {
      const policies = ['reads', 'adds', 'locks', 'forgets'].map((what) => `${side}_${what}`);
      for (const policy of policies) {
        await queryRunner.query(`DROP POLICY ${policy} ON used_proofs`);
      }
      await queryRunner.query(
        `CREATE POLICY ${side} ON used_proofs TO latchkey_${side} USING (side = '${side}')`,
      );
    }
  }
}

const SIDES = ['backoffice', 'storefront'];

/**
 * Milliseconds. A window is at most a day (`clients.failedAttempts.window`); one more for clocks.
 */
const ENDS = 'expire <= (extract(epoch FROM now()) + 2 * 86400) * 1000';
