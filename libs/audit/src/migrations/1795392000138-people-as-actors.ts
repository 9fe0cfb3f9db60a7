import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a person who has signed in be the actor of an event; the name is the id of the person. */
export class PeopleAsActors1795392000138 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(actorTypes(`${EARLIER}, 'person'`, ''));
  }

  /** Keeps events of people, because the trail is never changed. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(actorTypes(EARLIER, 'NOT VALID'));
  }
}

const EARLIER = `'client', 'command', 'holder', 'system', 'anonymous'`;

function actorTypes(types: string, validity: string): string {
  const replaced = ['audit_events', 'unsealed_audit_events'].map(
    (table) => `
      ALTER TABLE ${table} DROP CONSTRAINT audit_events_actor_type_check;
      ALTER TABLE ${table} ADD CONSTRAINT audit_events_actor_type_check
        CHECK (actor_type IN (${types})) ${validity};`,
  );
  return replaced.join('');
}
