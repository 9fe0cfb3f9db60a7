import type { Side } from '#oauth';
import { startApplications, type TestApplications } from './applications.js';
import { FakeProvider } from './fake-provider.js';
import { addProvider, allowLocalProviders, linkIdentity } from './identity-providers.js';
import { type Access, accessFor, personWithProfile } from './people-grants.js';
import { COMPANY, signInAt } from './provider-visits.js';
import { cheapHashes } from './sign-in-people.js';
import { Visitor } from './visitor.js';

/** A person who is signed in, with an app that has tokens in this session. */
export interface InSession {
  sessionId: string;
  visitor: Visitor;
  access: Access;
}

/** Both applications, with providers at which people of both sides can have accounts. */
export class CompanyAccounts {
  private constructor(
    readonly applications: TestApplications,
    readonly provider: FakeProvider,
  ) {}

  static async start(): Promise<CompanyAccounts> {
    const applications = await startApplications((config) => {
      cheapHashes(config);
      allowLocalProviders(config);
    });
    return new CompanyAccounts(applications, await FakeProvider.start());
  }

  async stop(): Promise<void> {
    await this.provider.stop();
    await this.applications.stop();
  }

  /** Adds the provider to a side, and another one that nobody uses. Returns the id of the first. */
  async connect(side: Side): Promise<string> {
    const { database } = this.applications;
    await database.query('DELETE FROM identity_providers WHERE side = $1', [side]);
    const { issuer } = this.provider;
    await addProvider(database, { side, key: 'other', issuer: 'https://other.example' });
    return addProvider(database, { side, key: COMPANY, issuer, name: 'Example Ltd' });
  }

  /** Creates a person with an account at the provider. */
  async person(side: Side): Promise<{ id: string; subject: string }> {
    const id = await personWithProfile(this.applications, side);
    const subject = `subject of ${id}`;
    const { issuer } = this.provider;
    await linkIdentity(this.applications.database, { side, id }, { issuer, subject });
    return { id, subject };
  }

  /** Signs a person in at the provider, and gives an app tokens in the session. */
  async signIn(side: Side, { id, subject }: { id: string; subject: string }): Promise<InSession> {
    const visitor = new Visitor(this.applications[side]);
    await signInAt(visitor, this.provider, { subject });
    return this.inSession(side, id, visitor);
  }

  /** The newest session of a person, whose browser is the visitor's. */
  async inSession(side: Side, personId: string, visitor: Visitor): Promise<InSession> {
    if (!(await isSignedIn(visitor))) throw new Error(`person ${personId} is not signed in`);
    const [session] = await this.applications.database.query(
      `SELECT id::text FROM sessions WHERE side = $1 AND person_id = $2
       ORDER BY created_at DESC LIMIT 1`,
      [side, personId],
    );
    const sessionId = session!.id as string;
    const access = await accessFor(this.applications, side, { personId, sessionId });
    return { sessionId, visitor, access };
  }
}

export async function isSignedIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/account')).status === 200;
}
