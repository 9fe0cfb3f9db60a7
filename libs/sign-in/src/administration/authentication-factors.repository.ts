import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, AuditLog, type NewAuditEvent } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '#oauth';
import { personEvent } from '../people/person-event.js';
import {
  type AuthenticationFactor,
  readFactorId,
  SELECT_FACTORS,
} from './authentication-factor.js';
import { endEverything } from './end-everything.js';
import { endProviderSessions } from './end-provider-sessions.js';
import { RowsOfPeople } from './rows-of-people.repository.js';

/** Numbers of the factors that were removed. */
export interface RemovedFactors {
  authenticatorApps: number;
  recoveryCodes: number;
  passkeys: number;
  identities: number;
}

interface Account {
  side: Side;
  personId: string;
}

/** Administers the authentication factors of the people of both sides. */
@Injectable()
export class AuthenticationFactorsRepository extends RowsOfPeople<AuthenticationFactor> {
  protected readonly statement = SELECT_FACTORS;

  constructor(
    dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {
    super(dataSource);
  }

  async find(id: string): Promise<AuthenticationFactor | null> {
    const account = readFactorId(id);
    if (!account) return null;
    const factors = await this.listOf([account.personId], [account.side]);
    return factors.find((factor) => factor.id === id) ?? null;
  }

  /**
   * Removes a factor. The recovery codes go with the app that they replace. Without the password, all
   * sessions and tokens of the person end, as with a new password. Without a linked identity, those
   * end that began at its provider. Returns false when the factor is gone. `authorize` throws to
   * prevent the removal.
   */
  async remove(
    factor: AuthenticationFactor,
    actor: Actor,
    authorize: (transaction: Transaction) => Promise<void> = async () => {},
  ): Promise<boolean> {
    return this.dataSource.transaction(async (transaction) => {
      await authorize(transaction);
      const removal = await removeOne(factor, transaction);
      if (!removal) return false;
      const { action, ...details } = removal;
      await this.audit.record(personEvent(action, { ...factor, actor }, details), transaction);
      return true;
    });
  }

  /**
   * Removes the authenticator app, the recovery codes, the passkeys and the linked identities of a
   * person who has lost them. The password alone is enough from then on. Sessions that began at
   * identity providers end. Without any of these factors, nothing is recorded.
   */
  async removeAll(person: Account, actor: Actor): Promise<RemovedFactors> {
    return this.dataSource.transaction(async (transaction) => {
      const removed = {
        authenticatorApps: await remove('person_authenticator_apps', person, transaction),
        recoveryCodes: await remove('person_recovery_codes', person, transaction),
        passkeys: await remove('person_passkeys', person, transaction),
        identities: await remove('person_identities', person, transaction),
      };
      if (removed.identities > 0) await endProviderSessions(person, transaction);
      if (Object.values(removed).every((count) => count === 0)) return removed;
      const after = { ...removed };
      const event = personEvent('person.factors_removed', { ...person, actor }, { after });
      await this.audit.record(event, transaction);
      return removed;
    });
  }
}

/** The audit event of a removed factor. */
interface Removal extends Pick<NewAuditEvent, 'before' | 'after'> {
  action: string;
}

/** Returns null when the factor is gone. */
async function removeOne(
  factor: AuthenticationFactor,
  transaction: Transaction,
): Promise<Removal | null> {
  const { kind, name, ...person } = factor;
  if (kind === 'identity') return removeIdentity(factor, transaction);
  if (kind === 'passkey') {
    const { row } = readFactorId(factor.id)!;
    const isGone = (await remove('person_passkeys', person, transaction, row)) === 0;
    return isGone ? null : { action: 'person.passkey_removed', before: { name } };
  }
  if (kind === 'password') {
    // First, so that no sign-in with the password begins after its sessions have ended.
    if ((await remove('person_passwords', person, transaction)) === 0) return null;
    const sessions = await endEverything(person, transaction);
    return { action: 'password.removed', after: { sessions } };
  }
  const codes = await remove('person_recovery_codes', person, transaction);
  if (kind === 'recovery-codes') {
    return codes === 0 ? null : { action: 'person.recovery_codes_removed' };
  }
  const apps = await remove('person_authenticator_apps', person, transaction);
  return apps === 0 ? null : { action: 'person.totp_removed' };
}

/** Returns null when the identity is gone. A provider that is gone has taken its sessions along. */
async function removeIdentity(
  { id, side, personId }: AuthenticationFactor,
  transaction: Transaction,
): Promise<Removal | null> {
  const [[identity]] = await transaction.query<[{ issuer: string }[]]>(
    `DELETE FROM person_identities WHERE id = $1 AND side = $2 AND person_id = $3 RETURNING issuer`,
    [readFactorId(id)!.row, side, personId],
  );
  if (!identity) return null;
  const { issuer } = identity;
  const [provider] = await transaction.query<{ id: string }[]>(
    'SELECT id::text FROM identity_providers WHERE side = $1 AND issuer = $2',
    [side, issuer],
  );
  const of = provider && { side, personId, providerId: provider.id };
  const sessions = of ? await endProviderSessions(of, transaction) : 0;
  return { action: 'person.identity_unlinked', after: { issuer, sessions } };
}

type View =
  | 'person_passwords'
  | 'person_authenticator_apps'
  | 'person_recovery_codes'
  | 'person_passkeys'
  | 'person_identities';

/** Returns the number of removed factors. */
async function remove(
  view: View,
  { side, personId }: Account,
  transaction: Transaction,
  passkey?: string,
): Promise<number> {
  // An app that no code has confirmed is no factor, and its row is deleted uncounted.
  const isFactor = view === 'person_authenticator_apps' ? 'confirmed_at IS NOT NULL' : 'true';
  const [rows] = await transaction.query<[{ isFactor: boolean }[]]>(
    `DELETE FROM ${view} WHERE side = $1 AND person_id = $2
       ${passkey === undefined ? '' : 'AND id = $3'}
     RETURNING ${isFactor} AS "isFactor"`,
    [side, personId, ...(passkey === undefined ? [] : [passkey])],
  );
  return rows.filter((row) => row.isFactor).length;
}
