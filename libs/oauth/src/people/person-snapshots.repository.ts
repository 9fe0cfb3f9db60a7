import { Injectable } from '@nestjs/common';
import { isRowId, prepared } from '#database';
import { SnapshotsOfSide } from '../clients/snapshots-of-side.repository.js';
import { storedTexts } from '../clients/stored-lists.js';
import type { PersonSnapshot } from './person-snapshot.js';

interface Row {
  id: string;
  active: boolean;
  role: string | null;
  scopes: string[] | null;
  tokensValidAfter: number | null;
}

/** Reads the people of one side in the form that the protocol needs. */
@Injectable()
export class PersonSnapshotsRepository extends SnapshotsOfSide<Row> {
  protected readonly statement = STATEMENT;

  protected idOf({ id }: Row): string {
    return id;
  }

  /** Finds a person of this side, or null, in one statement, which concurrent look-ups share. */
  async find(id: string): Promise<PersonSnapshot | null> {
    const row = isRowId(id) ? await this.rows.find(id) : undefined;
    if (!row) return null;
    const { active: isActive, tokensValidAfter } = row;
    return { id, isActive, scopes: this.lists.share(this.#scopes(row)), tokensValidAfter };
  }

  /** Returns the scopes in the order of the side. Scopes that do not exist grant nothing. */
  #scopes({ role, scopes }: Row): string[] {
    const held = new Set([...storedTexts(scopes ?? []), ...this.scopesOfRole(role)]);
    return Object.keys(this.options.scopes).filter((scope) => held.has(scope));
  }
}

const STATEMENT = prepared(`
  SELECT person.id::text AS id, person.active, person.role, person.scopes,
    to_json(extract(epoch FROM people_tokens.tokens_valid_after)) AS "tokensValidAfter"
  FROM unnest($2::bigint[]) wanted (id)
    CROSS JOIN LATERAL (
      -- Into a view that is a barrier, conditions go only as they are here, and then by its index.
      SELECT * FROM client_owners
      WHERE client_owners.side = $1 AND client_owners.id = wanted.id OFFSET 0
    ) person
    LEFT JOIN people_tokens ON people_tokens.side = $1 AND people_tokens.person_id = person.id`);
