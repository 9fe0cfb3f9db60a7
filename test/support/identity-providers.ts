import { DataSource } from 'typeorm';
import type { Config } from '#config';
import { type NewIdentityProvider, openIdentityProviders } from '#sign-in';
import { TESTER } from './administration.js';
import type { TestDatabase } from './database.js';

/** Lets applications send requests to providers on this machine. */
export function allowLocalProviders({ signIn }: Config): void {
  Object.assign(signIn.providers, { allowHttp: true, privateNetworks: ['127.0.0.1'] });
}

/** Adds a provider with the rights of the owner of the database. Returns its id. */
export async function addProvider(
  database: TestDatabase,
  provider: Pick<NewIdentityProvider, 'side' | 'key' | 'issuer'> & Partial<NewIdentityProvider>,
): Promise<string> {
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  try {
    const providers = await openIdentityProviders(dataSource, () => null);
    const others = {
      name: 'Company',
      clientId: 'latchkey',
      clientSecret: 'a secret of the client',
    };
    return (await providers.create({ ...others, ...provider }, TESTER)).id;
  } finally {
    await dataSource.destroy();
  }
}

/** Links a person to their account at a provider. */
export async function linkIdentity(
  database: TestDatabase,
  person: { side: string; id: string },
  { issuer, subject }: { issuer: string; subject: string },
): Promise<void> {
  await database.query(
    'INSERT INTO linked_identities (side, person_id, issuer, subject) VALUES ($1, $2, $3, $4)',
    [person.side, person.id, issuer, subject],
  );
}
