import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { TestApplication } from './applications.js';
import type { TestDatabase } from './database.js';
import type { TestPerson } from './sign-in-people.js';

/** Signs a person in `secondsAgo`, without a page. Returns the name and value of the cookie. */
export async function sessionOf(
  { database, application }: { database: TestDatabase; application: TestApplication },
  { id }: Pick<TestPerson, 'id'>,
  secondsAgo = 0,
): Promise<{ name: string; value: string }> {
  const value = randomBytes(32).toString('base64url');
  await database.query(
    `INSERT INTO sessions (id_hash, side, person_id, amr, acr, authenticated_at, expires_at)
     VALUES ($1, $2, $3, '{pwd}', '1', now() - make_interval(secs => $4), now() + interval '1 hour')`,
    [createHash('sha256').update(value).digest(), application.side, id, secondsAgo],
  );
  return { name: `latchkey-${application.side}`, value };
}

/** Proves the password of a person, without a page. Returns the cookie of the waiting sign-in. */
export async function pendingSignInOf(
  { database, application }: { database: TestDatabase; application: TestApplication },
  { id }: Pick<TestPerson, 'id'>,
  returnTo = '/account',
): Promise<{ name: string; value: string }> {
  const value = randomBytes(32).toString('base64url');
  await database.query(
    `INSERT INTO pending_sign_ins (id_hash, side, person_id, amr, return_to, expires_at)
     VALUES ($1, $2, $3, '{pwd}', $4, now() + interval '10 minutes')`,
    [createHash('sha256').update(value).digest(), application.side, id, returnTo],
  );
  return { name: `latchkey-${application.side}-pending`, value };
}

/** Puts a cookie into a browser. */
export async function giveCookie(
  page: Page,
  { url }: TestApplication,
  cookie: { name: string; value: string },
): Promise<void> {
  await page
    .context()
    .addCookies([{ ...cookie, url, httpOnly: true, secure: false, sameSite: 'Strict' }]);
}
