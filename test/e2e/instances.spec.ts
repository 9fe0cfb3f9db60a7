import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SigningKeyAdministration } from '#oauth';
import { startApplications, TESTER, type TestApplications } from '../support/applications.js';
import { SOON } from '../support/signing-keys.js';

let applications: TestApplications;
let storefront: Client;

beforeAll(async () => {
  applications = await startApplications();
  storefront = new Client({ connectionString: applications.database.urlOf('storefront') });
  await storefront.connect();
});
afterAll(async () => {
  await storefront.end();
  await applications.stop();
});

const SMALL = 'violates check constraint "instances_bounded"';

const insert = async (name: string, keys = `'{}'`) =>
  storefront.query<{ id: string }>(
    `INSERT INTO instances (id, side, name, keys)
     VALUES (gen_random_uuid(), 'storefront', ${name}, ${keys}) RETURNING id`,
  );

/** Returns the number of running processes as a rotation request reports it. */
async function counted(): Promise<number> {
  const keys = applications.backoffice.app.get(SigningKeyAdministration);
  return (await keys.requestRotation('storefront', null, TESTER.actor)).instances;
}

describe('a process row that the stolen login of the storefront adds', () => {
  it('has a limited name and a limited key list', async () => {
    await expect(insert(`repeat('a', 513)`)).rejects.toThrow(SMALL);
    await expect(insert(`'x'`, `ARRAY[repeat('a', 16383)]`)).rejects.toThrow(SMALL);
    const { rows } = await insert(`repeat('a', 512)`, `ARRAY[repeat('a', 16382)]`);
    const [{ id }] = rows as [{ id: string }];
    const longer = `UPDATE instances SET keys = ARRAY[repeat('a', 16383)] WHERE id = $1`;
    await expect(storefront.query(longer, [id])).rejects.toThrow(SMALL);
    await storefront.query('DELETE FROM instances WHERE id = $1', [id]);
  });

  it.each(['9999-12-31', '2100-01-01'])(
    'is removed although its last sign of life is at %s',
    async (at) => {
      const { rows } = await insert(`'zombie'`);
      const [{ id }] = rows as [{ id: string }];
      await storefront.query('UPDATE instances SET seen_at = $2 WHERE id = $1', [id, at]);
      expect(await counted()).toBe(1);
      const found = async () =>
        applications.database.query(`SELECT FROM instances WHERE id = $1`, [id]);
      await expect.poll(found, SOON).toEqual([]);
    },
  );

  it('is counted while its sign of life is recent or up to a minute in the future', async () => {
    const { rows } = await insert(`'alive'`);
    const [{ id }] = rows as [{ id: string }];
    expect(await counted()).toBe(2);
    await storefront.query(`UPDATE instances SET seen_at = now() + interval '50 s' WHERE id = $1`, [
      id,
    ]);
    expect(await counted()).toBe(2);
  });
});
