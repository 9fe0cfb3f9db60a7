import { Column, Entity, type EntityManager } from 'typeorm';
import { beforeEach, expect, it, vi } from 'vitest';
import { ExampleRow } from '../../../../test/support/example-row.js';
import { UnconnectedDataSource } from '../../../../test/support/unconnected-data-source.js';
import { RowChanged, whileExpecting } from './expected-row.js';
import { ResourceRepository } from './resource.repository.js';

@Entity('desks')
class Desk extends ExampleRow {
  @Column({ type: 'text' })
  name: string;
}

@Entity('chairs')
class Chair extends ExampleRow {}

const definition = {
  type: 'desks',
  path: '/api/desks',
  entity: Desk,
  attributes: { name: { type: 'name' } },
} as const;

let dataSource: UnconnectedDataSource;
let desks: ResourceRepository<Desk>;

beforeEach(async () => {
  dataSource = new UnconnectedDataSource({ type: 'postgres', entities: [Desk, Chair] });
  await dataSource.prepare();
  dataSource.query.mockResolvedValue([{ id: '7' }] as never);
  desks = new ResourceRepository(dataSource, definition);
});

/** Makes each transaction a new one, whose statements `answer` answers. */
function transactionsAnswer(answer: (text: string) => Promise<unknown>) {
  const query = vi.fn<(text: string) => Promise<unknown>>(answer);
  const transaction = async (work: (manager: EntityManager) => unknown) =>
    work({ query } as unknown as EntityManager);
  Object.assign(dataSource, { transaction });
  return query;
}

const row = { definition, id: '7', version: '512' };

const isVersioned = (calls: readonly (readonly unknown[])[]) =>
  calls.map(([text]) => (text as string).includes('r.xmin = $'));

it('a change that is expected to find a version finds no other one', async () => {
  await whileExpecting(row, async () => desks.update('7', { name: 'Oak' }));
  await whileExpecting(row, async () => desks.delete('7'));
  const [update, deletion] = dataSource.query.mock.calls;
  expect(update).toEqual([
    'update "desks" as r set "name" = $1 where r."id" = $2 and r.xmin = $3' +
      ' returning r."id" as "id", r."name" as "name"',
    ['Oak', '7', '512'],
  ]);
  expect(deletion).toEqual([
    'delete from "desks" r where r."id" = $1 and r.xmin = $2 returning r."id" as "id"',
    ['7', '512'],
  ]);
});

it('a change of a row with another version fails', async () => {
  dataSource.query.mockResolvedValue([] as never);
  const update = whileExpecting(row, async () => desks.update('7', { name: 'Oak' }));
  await expect(update).rejects.toThrow(RowChanged);
});

it('a row that no longer exists for the caller, in the same version, is not found', async () => {
  dataSource.query.mockResolvedValueOnce([] as never);
  expect(await whileExpecting(row, async () => desks.delete('7'))).toBe(false);
});

it('a row that a transaction has locked may change several times in it', async () => {
  const query = transactionsAnswer(async () => [{ id: '7' }]);
  await whileExpecting(row, async () =>
    desks.inTransaction(async (rows) => {
      await rows.lock('7');
      await rows.update('7', { name: 'Oak' });
      await rows.update('7', { name: 'Ash' });
    }),
  );
  expect(isVersioned(query.mock.calls)).toEqual([true, false, false]);
});

it('each change of the row outside of a transaction expects the version', async () => {
  await whileExpecting(row, async () => {
    await desks.update('7', { name: 'Oak' });
    await desks.update('7', { name: 'Ash' });
  });
  expect(isVersioned(dataSource.query.mock.calls)).toEqual([true, true]);
});

it('a transaction that is repeated after a deadlock expects the version again', async () => {
  let isFirst = true;
  const query = transactionsAnswer(async (text) => {
    if (text.startsWith('update') && isFirst) {
      isFirst = false;
      throw Object.assign(new Error('deadlock'), { driverError: { code: '40P01' } });
    }
    return [{ id: '7' }];
  });
  await whileExpecting(row, async () =>
    desks.inTransaction(async (rows) => {
      await rows.lock('7');
      await rows.update('7', { name: 'Oak' });
    }),
  );
  expect(isVersioned(query.mock.calls)).toEqual([true, false, true, false]);
});

it('changes of other rows expect no version', async () => {
  const chairs = new ResourceRepository(dataSource, {
    type: 'chairs',
    path: '/api/chairs',
    entity: Chair,
    attributes: {},
  });
  await whileExpecting(row, async () => {
    await desks.delete('8');
    await chairs.delete('7');
    await desks.update('7', { name: 'Oak' });
  });
  expect(isVersioned(dataSource.query.mock.calls)).toEqual([false, false, true]);
});

it('an update without values needs no statement that changes the row', async () => {
  expect(await whileExpecting(row, async () => desks.update('7', {}))).toEqual({ id: '7' });
});

it('a route that changes the row by other means is an error', async () => {
  const route = whileExpecting(row, async () => desks.find('7'));
  await expect(route).rejects.toThrow('@Conditional needs a route that changes desks by a reposit');
});
