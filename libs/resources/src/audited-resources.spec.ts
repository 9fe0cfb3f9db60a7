import { Column, Entity, type EntityManager } from 'typeorm';
import { beforeEach, expect, it } from 'vitest';
import { AuditLog } from '#audit';
import { ResourceRepository } from '#json-api';
import type { Administrator } from '#oauth';
import { ExampleRow } from '../../../test/support/example-row.js';
import { UnconnectedDataSource } from '../../../test/support/unconnected-data-source.js';
import { AuditedResources } from './audited-resources.js';

@Entity('desks')
class Desk extends ExampleRow {
  @Column({ type: 'text' })
  name: string;
}

/** The repository of a caller that reaches all rows, or of a member of a tenant. */
class Desks extends ResourceRepository<Desk> {
  isOfMember = false;

  override get hasAllRows(): boolean {
    return !this.isOfMember;
  }

  override async inTransaction<Result>(
    work: (rows: this, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const { manager } = this.dataSource;
    return work(this.within(manager), manager);
  }
}

const administrator: Administrator = {
  actor: { type: 'client', name: 'a' },
  scopes: 'all',
  ownerId: null,
};

let dataSource: UnconnectedDataSource;
let repository: Desks;
let audit: AuditLog;
let desks: AuditedResources<Desk, { name: string }>;

beforeEach(async () => {
  dataSource = new UnconnectedDataSource({ type: 'postgres', entities: [Desk] });
  await dataSource.prepare();
  dataSource.query.mockImplementation(async (text) => {
    const name = text.startsWith('update') ? 'after' : 'before';
    return [{ id: '1', name }] as never;
  });
  repository = new Desks(dataSource, {
    type: 'desks',
    path: '/api/desks',
    entity: Desk,
    attributes: { name: { type: 'string' } },
  });
  const kind = { noun: 'desk', type: 'desks', side: 'storefront' } as const;
  audit = new AuditLog();
  desks = new AuditedResources(repository, audit, kind);
});

/** Returns the kinds of the statements so far. */
const statements = () =>
  dataSource.query.mock.calls.map(([text]) =>
    text
      .trim()
      .replace(/^(\w+).* for update$/s, '$1 for update')
      .replace(/^(\w+) (?!for update).*$/s, '$1'),
  );

it('a caller that reaches all rows changes a resource with a single statement', async () => {
  await desks.update('1', { name: 'after' }, administrator);
  await desks.delete('1', administrator);
  expect(statements()).toEqual(['with', 'with']);
});

it('a caller that reaches all rows changes a resource without a lock while events are gathered', async () => {
  const { manager } = dataSource;
  await audit.gather(manager, async () => {
    await desks.update('1', { name: 'after' }, administrator);
    await desks.delete('1', administrator);
  });
  expect(statements()).toEqual(['update', 'delete', 'INSERT']);
});

it('a member of a tenant locks a resource before it updates or deletes it', async () => {
  repository.isOfMember = true;
  await desks.update('1', { name: 'after' }, administrator);
  await desks.delete('1', administrator);
  const locked = ['select for update', 'update', 'INSERT'];
  expect(statements()).toEqual([...locked, 'select for update', 'delete', 'INSERT']);
});
