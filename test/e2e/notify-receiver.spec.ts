import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort, startSide, type TestSide } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { request } from '../support/requests.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let folder: string;
let receiver: Command;
let url: string;
let applications: TestSide<'storefront'>;

const key = randomBytes(32);
const SECRET = `whsec_${key.toString('base64')}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-mail-'));
  const sendmail = join(folder, 'sendmail');
  // Takes the place of the mail server, and fails for one address.
  const script = `#!/bin/sh
    case "$*" in *fails@example.com*) exit 75;; esac
    { echo "arguments: $*"; cat; } > ${folder}/$$.mail && mv ${folder}/$$.mail ${folder}/$$.sent\n`;
  await writeFile(sendmail, script, { mode: 0o700 });
  const port = await freePort();
  url = `http://127.0.0.1:${port}/`;
  const environment = {
    PATH: process.env.PATH ?? '',
    NOTIFY_SECRET: SECRET,
    PORT: String(port),
    SENDMAIL: sendmail,
  };
  receiver = new Command({ environment }, 'examples/notify-receiver.mjs');
  const status = async () => (await request(url).catch(() => null))?.status;
  await vi.waitUntil(async () => (await status()) === 401, 10_000);
  applications = await startSide('storefront', (config) => {
    cheapHashes(config);
    Object.assign(config.storefront.notify, { url, secret: SECRET });
  });
});
afterAll(async () => {
  await applications.stop();
  receiver.signal('SIGTERM');
  await receiver.ended();
  await rm(folder, { recursive: true });
});

async function mails(): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sent'));
  return Promise.all(files.map(async (name) => readFile(join(folder, name), 'utf8')));
}

/** Sends a message to the receiver, signed with a key and at a time in Unix seconds. */
async function post(email: string, { with: signer = key, at = Math.floor(Date.now() / 1000) }) {
  const data = { email, link: 'https://shop.example/x', expiresAt: null };
  const body = JSON.stringify({ type: 'person.recovery', data });
  const mac = createHmac('sha256', signer).update(`msg_1.${at}.${body}`).digest('base64');
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${mac}`,
  };
  return (await request(url, { method: 'POST', headers, body })).status;
}

describe('the receiver in examples/', () => {
  it('sends an e-mail with the link for which a person asks', async () => {
    const person = await createPerson(applications.database, 'storefront');
    const visitor = new Visitor(applications.storefront);
    await visitor.post('/sign-in/forgot', { name: person.email });
    await expect.poll(mails, { timeout: 6000 }).toHaveLength(1);
    const [mail = ''] = await mails();
    expect(mail).toContain(`arguments: -i -- ${person.email}\nTo: <${person.email}>\n`);
    expect(mail).toContain('Subject: Your new password\n\n');
    const [path] = /\/sign-in\/link\?token=[\w-]{43}/.exec(mail) ?? [];
    expect((await visitor.get(path!)).status).toBe(200);
  });

  it('rejects a message of somebody else, and one that is sent again after ten minutes', async () => {
    const email = 'eve@example.com';
    expect(await post(email, { with: randomBytes(32) })).toBe(401);
    expect(await post(email, { at: Math.floor(Date.now() / 1000) - 600 })).toBe(401);
    expect(await post(email, {})).toBe(204);
    expect((await mails()).filter((mail) => mail.includes(email))).toHaveLength(1);
  });

  it('answers 500 when the mail server fails, so that the message is sent again', async () => {
    expect(await post('fails@example.com', {})).toBe(500);
  });

  it('does not start without a secret, with which everybody could sign', async () => {
    const environment = { PATH: process.env.PATH ?? '' };
    const { code, errors } = await new Command(
      { environment },
      'examples/notify-receiver.mjs',
    ).ended();
    expect(code).toBe(1);
    expect(errors).toContain('set NOTIFY_SECRET');
  });
});
