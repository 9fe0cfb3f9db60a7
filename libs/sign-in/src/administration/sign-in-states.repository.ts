import { Injectable } from '@nestjs/common';
import { SIDES, type Side } from '#oauth';
import { RowsOfPeople } from './rows-of-people.repository.js';

/** How a person can sign in, without secrets. */
export interface SignInState {
  /** `<side>-<id of the person>`. */
  id: string;
  side: Side;
  personId: string;
  hasPassword: boolean;
  hasAuthenticatorApp: boolean;
  passkeys: number;
  identities: number;
  /** Accurate to a day; null for a person who has never signed in. */
  lastSignedInAt: Date | null;
  /** The one-time link that the person can use now, and its end; both null without one. */
  linkPurpose: 'invitation' | 'recovery' | null;
  linkExpiresAt: Date | null;
}

const FORM = new RegExp(`^(${SIDES.join('|')})-([1-9]\\d{0,17})$`);

/** Reads the state of the sign-in of the people of both sides. */
@Injectable()
export class SignInStatesRepository extends RowsOfPeople<SignInState> {
  protected readonly statement = SELECT_STATES;

  async find(id: string): Promise<SignInState | null> {
    const [, side, personId] = FORM.exec(id) ?? [];
    if (!personId) return null;
    const [state] = await this.listOf([personId], [side as Side]);
    return state ?? null;
  }
}

/** The rows of a view that belong to the person. */
const of = (view: string) =>
  `FROM ${view} own WHERE own.side = person.side AND own.person_id = person.id`;

/** Selects the states of people, `$1`, at sides, `$2`. */
const SELECT_STATES = `
  SELECT concat_ws('-', person.side, person.id) AS id, person.side, person.id::text AS "personId",
    EXISTS (SELECT ${of('person_passwords')}) AS "hasPassword",
    EXISTS (SELECT ${of('person_authenticator_apps')} AND confirmed_at IS NOT NULL)
      AS "hasAuthenticatorApp",
    (SELECT count(*)::integer ${of('person_passkeys')}) AS passkeys,
    (SELECT count(*)::integer ${of('person_identities')}) AS identities,
    greatest(
      (SELECT max(authenticated_at) ${of('person_sessions')}),
      (SELECT max(last_used_at) ${of('person_network_times')}),
      (SELECT max(last_used_at) ${of('person_passkeys')}),
      (SELECT max(last_used_at) ${of('person_identities')})) AS "lastSignedInAt",
    link.purpose AS "linkPurpose", link.expires_at AS "linkExpiresAt"
  FROM (
    SELECT 'backoffice' AS side, id FROM staff_users WHERE id = ANY ($1::bigint[])
    UNION ALL
    SELECT 'storefront', id FROM customer_users WHERE id = ANY ($1::bigint[])
  ) person
  LEFT JOIN LATERAL (
    SELECT purpose, expires_at ${of('person_links')} ORDER BY expires_at DESC LIMIT 1
  ) link ON true
  WHERE person.side = ANY ($2::text[])
  ORDER BY person.side, person.id`;
