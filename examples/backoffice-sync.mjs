/**
 * Copies the users of the back office into another system: only those that changed since the last run.
 *
 *     LATCHKEY_URL=http://localhost:3000 CLIENT_ID=… CLIENT_SECRET=… node examples/backoffice-sync.mjs state.json
 *
 * Run it as often as you like. A run that was killed continues where it stopped, because the file has
 * the time of the last user that was copied. The client needs the scope users:read.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createClient } from '@latchkey/server/client';
import { clientCredentials, latchkeyUrl } from './environment.mjs';

const [, , stateFile = 'sync-state.json'] = process.argv;

/** A run that crashes between two of these copies at most as many users again. */
const USERS_PER_STATE = 100;

/**
 * A change becomes visible when its transaction ends, which may be after a later change. Each run
 * reads this long before the end of the last run again. Longer than database.limits.statementTimeout.
 */
const OVERLAP_MS = 60_000;

const client = createClient({
  url: latchkeyUrl(),
  ...clientCredentials(),
  scope: 'users:read',
});

async function readState() {
  const text = await readFile(stateFile, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{"changedUntil": null}'; // the first run copies all users
    throw error;
  });
  return JSON.parse(text);
}

/** Replaces the file as a whole, so that a crash leaves the old state or the new one. */
async function writeState(state) {
  await writeFile(`${stateFile}.new`, JSON.stringify(state));
  await rename(`${stateFile}.new`, stateFile);
}

/** Put the user into your system here. A user may come again, so write by id ("upsert"). */
async function copy({ id, email, updatedAt }) {
  console.log(`${id} ${email} ${updatedAt}`);
}

const { changedUntil } = await readState();
const since = changedUntil && new Date(Date.parse(changedUntil) - OVERLAP_MS).toISOString();
const query = {
  sort: ['updatedAt'], // in this order the time of the last user is a place to continue from
  'page[size]': USERS_PER_STATE,
  ...(since && { 'filter[updatedAt][gte]': since }),
};

let copied = 0;
let last = changedUntil;
for await (const user of client.all('/api/users', { params: { query } })) {
  await copy(user);
  last = user.updatedAt;
  copied += 1;
  if (copied % USERS_PER_STATE === 0) await writeState({ changedUntil: last });
}
await writeState({ changedUntil: last });
console.log(`copied ${copied} users that changed since ${since ?? 'the beginning'}`);

// A deleted user is in no list. To find deletions, read all ids now and then:
// client.all('/api/users', { params: { query: { 'fields[users]': ['email'] } } }).
