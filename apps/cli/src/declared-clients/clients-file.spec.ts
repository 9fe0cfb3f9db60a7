import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClientsFile } from './clients-file.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-clients-'));
});
afterAll(async () => rm(directory, { recursive: true }));

async function read(...clients: object[]) {
  const path = join(directory, 'clients.yml');
  // JSON is YAML, and its escapes make invisible characters visible here.
  await writeFile(path, JSON.stringify({ storefront: clients }));
  return readClientsFile(path, {});
}

const client = (attributes: object) => ({ scopes: ['users:read'], ...attributes });

describe('texts of a clients file', () => {
  it('are normalized to Unicode NFC', async () => {
    const { clients } = await read(
      client({
        name: 'cafe\u0301',
        description: 'E\u0301t\u00E9',
        contact: 'Zoe\u0308',
        secrets: [{ label: 'cle\u0301' }],
      }),
    );
    expect(clients).toMatchObject([
      {
        key: 'caf\u00E9',
        attributes: { name: 'caf\u00E9', description: '\u00C9t\u00E9', contact: 'Zo\u00EB' },
        secrets: [{ label: 'cl\u00E9' }],
      },
    ]);
  });

  it('are compared in Unicode NFC, so two forms of one name are a duplicate', async () => {
    await expect(
      read(client({ name: 'cafe\u0301' }), client({ name: 'caf\u00E9' })),
    ).rejects.toThrow(/storefront\[1\]\.(?:name|key): is the (?:name|key) of storefront\[0\]/);
  });

  it('are rejected with the code point of an invisible character', async () => {
    const refused = read(client({ name: 'a\u200Bb', description: 'a\u202Eb', contact: 'a ' }));
    await expect(refused).rejects.toMatchObject({
      problems: [
        { path: 'storefront[0].name', message: 'must not contain the character U+200B' },
        { path: 'storefront[0].description', message: 'must not contain the character U+202E' },
        { path: 'storefront[0].contact', message: 'must not begin or end with a blank' },
      ],
    });
  });
});
