import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram, everyCommand } from '../../apps/cli/src/program.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { latchkey } from '../support/latchkey.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes)
     VALUES ($1, 'backoffice', 'erp', '{users:read}')`,
    [randomUUID()],
  );
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name, id)
     OVERRIDING SYSTEM VALUE VALUES ('kim', 'kim@example.com', 'Kim', 'Doe', 7)`,
  );
});
afterAll(async () => database.drop());

const CLIENT = 'there is no client nobody';
const PERSON = 'there is no account users:404';
const ID = randomUUID();
const KID = 'A'.repeat(43);

/** Command lines that name something that does not exist, with the message of each. */
const LINES: [line: string, message: string][] = [
  ['clients show nobody', CLIENT],
  [
    'clients create --side backoffice --name x --scopes users:read --owner 404',
    'there is no resource of type users with the id 404',
  ],
  ['clients update nobody --name x', CLIENT],
  ['clients enable nobody', CLIENT],
  ['clients disable nobody', CLIENT],
  ['clients delete nobody --yes', CLIENT],
  ['clients usage nobody', CLIENT],
  ['clients refresh-tokens nobody', CLIENT],
  ['clients adopt nobody --key x', CLIENT],
  [`clients adopt erp --key x --secrets ${ID}`, `${ID} is no secret of this client`],
  ['scopes unused nobody', CLIENT],
  ['secrets list nobody', CLIENT],
  ['secrets create nobody', CLIENT],
  ['secrets rotate nobody', CLIENT],
  [`secrets retire ${ID}`, `there is no secret with the id ${ID}`],
  ['tokens revoke --client nobody', CLIENT],
  ['tokens revoke --refresh-token 7', 'there is no refresh token 7'],
  [`why ${ID}`, `nothing is recorded of the request ${ID}`],
  [`keys retire ${KID}`, `there is no key ${KID}`],
  [`keys retire ${KID} --now`, `there is no key ${KID}`],
  ['people invite users:404', PERSON],
  ['people reset users:404', PERSON],
  ['people sessions users:404', PERSON],
  ['people apps users:404', PERSON],
  ['people end users:404', PERSON],
  [`people end users:7 --session ${ID}`, `users:7 has no session ${ID}`],
  ['people end users:7 --app nobody', 'the backoffice has no client nobody'],
  ['people factors users:404', PERSON],
  ['people remove-factors users:404', PERSON],
  ['people remove-factors users:7 --factor password-1', 'users:7 has no factor password-1'],
  [`providers show ${ID}`, `there is no identity provider ${ID}`],
  [`providers update ${ID} --name x`, `there is no identity provider ${ID}`],
  [`providers remove ${ID}`, `there is no identity provider ${ID}`],
];

/** Commands whose argument is a text or a file, and names nothing that is stored. */
const WITHOUT_REFERENCE = [
  'clients plan',
  'clients apply',
  'secrets identify',
  'tokens explain',
  'keys import',
  'completion',
  // It erases what is left of an account that no longer exists.
  'people erase',
];

const nameOf = (command: ReturnType<typeof createProgram>): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}`.trim() : '';

describe('a command that names what does not exist', () => {
  it.each(LINES)('ends with code 4: %s', async (line, message) => {
    const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
    const { code, output, errors } = await latchkey({ environment }, ...line.split(' '));
    expect({ code, output }).toEqual({ code: 4, output: '' });
    expect(errors).toContain(`latchkey: ${message}`);
  });

  it('is tested for each command with an argument', () => {
    const named = everyCommand(createProgram())
      .filter(({ registeredArguments }) => registeredArguments.length > 0)
      .map(nameOf);
    const tested = named.filter((name) => LINES.some(([line]) => line.startsWith(`${name} `)));
    expect([...tested, ...WITHOUT_REFERENCE].toSorted()).toEqual(named.toSorted());
  });
});
