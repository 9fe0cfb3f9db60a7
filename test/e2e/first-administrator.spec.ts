import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import { startSide, type TestSide } from '../support/applications.js';
import { apiOf } from '../support/json-api.js';
import { request } from '../support/requests.js';
import { cheapHashes } from '../support/sign-in-people.js';

let applications: TestSide<'backoffice'>;
let directory: string;

beforeAll(async () => {
  applications = await startSide('backoffice', cheapHashes);
  directory = await mkdtemp(join(tmpdir(), 'latchkey-first-'));
});
afterAll(async () => {
  await applications.stop();
  await rm(directory, { recursive: true });
});

/** Returns the commands of deploy/README.md that make the first administrator. */
function documentedCommands(): string {
  const [, step = ''] = readFileSync('deploy/README.md', 'utf8').split(
    '**The first administrator.**',
  );
  return /```sh\n([^]+?)```/.exec(step)![1]!;
}

/** Runs commands in a shell that has `latchkey`, for the database of this test. */
async function run(commands: string): Promise<string> {
  const program = `#!/bin/sh\nexec "${process.execPath}" "${resolve('bin/latchkey.js')}" "$@"\n`;
  await writeFile(join(directory, 'latchkey'), program, { mode: 0o755 });
  const { url } = applications.backoffice;
  const env = {
    PATH: `${directory}:${process.env.PATH}`,
    DATABASE_URL: applications.database.url,
    BACKOFFICE_URL: url,
  };
  const script = commands.replaceAll('https://backoffice.example', url);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { env });
  return stdout;
}

it('the commands of deploy/README.md make an administrator with all scopes', async ({ skip }) => {
  skip(!existsSync('/usr/bin/jq'), 'there is no /usr/bin/jq');
  const [link] = /\S+\/sign-in\/link\?token=\S+/.exec(await run(documentedCommands()))!;
  expect((await request(link)).status).toBe(200);

  const reader = await apiOf(applications.backoffice, 'users:read roles:read clients:read');
  const { body } = await reader.get('/api/users?filter[username]=ada&include=roles');
  expect(body.data).toHaveLength(1);
  expect(body.included.map(({ attributes }: { attributes: object }) => attributes)).toMatchObject([
    { name: 'administrators', scopes: expect.arrayContaining([...SCOPES.backoffice]) },
  ]);
  const clients = await reader.get('/api/oauth-clients?filter[search]=setup');
  expect(clients.body.data).toEqual([]);
});
