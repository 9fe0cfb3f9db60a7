import type { Side } from '#oauth';
import { Sessions } from '../../libs/sign-in/src/sessions/sessions.js';
import type { TestApplication, TestSide } from './applications.js';

interface SignedIn {
  /** Seconds since the person signed in. */
  age?: number;
  amr?: string[];
  acr?: '1' | '2';
}

type Applications = Pick<TestSide<Side>, 'database'> & { [S in Side]?: TestApplication };

/** Starts a session of a person without the pages of the sign-in, and returns its cookie. */
export async function signIn(
  applications: Applications,
  side: Side,
  personId: string,
  { age = 0, amr = ['pwd'], acr = '1' }: SignedIn = {},
): Promise<string> {
  const sessions = applications[side]!.app.get(Sessions, { strict: false });
  const visitor = { headers: { 'user-agent': 'test' }, requestId: '', address: '127.0.0.1' };
  const cookie = await sessions.start({ personId, amr, acr }, visitor);
  if (cookie === null) throw new Error(`person ${personId} may not sign in`);
  const [pair = ''] = cookie.split(';');
  if (age > 0) {
    const earlier = `authenticated_at - make_interval(secs => $2)`;
    await applications.database.query(
      `UPDATE sessions SET authenticated_at = ${earlier} WHERE id = (
         SELECT id FROM sessions WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1)`,
      [personId, age],
    );
  }
  return pair;
}
