import { Column, Entity } from 'typeorm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ExampleRow } from '../../../../test/support/example-row.js';
import { UnconnectedDataSource } from '../../../../test/support/unconnected-data-source.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Recorder } from './recorder.js';
import { assignmentsOf, beforeAndAfter, RowChanges } from './row-changes.js';
import { TableColumns } from './table-columns.js';

@Entity('users')
class User extends ExampleRow {
  @Column({ name: 'first_name', type: 'text' })
  firstName: string;

  @Column({ type: 'date', nullable: true })
  birthday: string | null;

  @Column({ name: 'company_id', type: 'bigint', nullable: true })
  companyId: string | null;

  @Column({ name: 'seen_at', type: 'timestamptz', nullable: true })
  seenAt: Date | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}

const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    firstName: { type: 'name' },
    birthday: { type: 'date', nullable: true },
    seenAt: { type: 'date-time', nullable: true, readOnly: true },
    updatedAt: { type: 'date-time', readOnly: true },
  },
  relationships: { company: { type: 'companies', property: 'companyId', nullable: true } },
} satisfies ResourceDefinition<User>;

const recorder: Recorder = {
  omitted: new Set(['id', 'updatedAt']),
  event: 'by Ada',
  insertion: (changes, event) => `insert into trail select ${event}, * from ${changes}`,
};

const returned =
  `r."id" as "id", r."first_name" as "firstName", to_char(r."birthday", 'YYYY-MM-DD') as "birthday",` +
  ' r."seen_at" as "seenAt", r."updated_at" as "updatedAt", r."company_id" as "companyId"';
const names = '"id", "firstName", "birthday", "seenAt", "updatedAt", "companyId"';

/** The row as the driver's values are in JSON: a bigint as text, a time to the millisecond. */
function json(alias: string): string {
  return (
    `jsonb_build_object('firstName', ${alias}."first_name",` +
    ` 'birthday', to_char(${alias}."birthday", 'YYYY-MM-DD'),` +
    ` 'seenAt', to_char(${alias}."seen_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),` +
    ` 'companyId', ${alias}."company_id"::text)`
  );
}

const recorded = (place: string) =>
  `recorded as (insert into trail select ${place}, * from changes) select`;

let changes: RowChanges;
let dataSource: UnconnectedDataSource;

beforeEach(async () => {
  dataSource = new UnconnectedDataSource({ type: 'postgres', entities: [User] });
  await dataSource.prepare();
  changes = new RowChanges(new TableColumns(dataSource, userResource));
});

describe('a change with a recorder', () => {
  it('records a created row as it is afterwards', () => {
    expect(
      changes.insert(assignmentsOf({ firstName: 'Ada', birthday: undefined }), recorder),
    ).toEqual({
      text:
        `with changed as (insert into "users" as r ("first_name") values ($1) returning ${returned},` +
        ` ${json('r')} as "#after"),` +
        ' changes as (select c."id"::text as id, null::jsonb as before, c."#after" as after' +
        ` from changed c), ${recorded('$2')} ${names} from changed`,
      values: ['Ada', 'by Ada'],
    });
  });

  it('writes an updated row only when it differs, and records what differs', () => {
    const values = assignmentsOf({ firstName: 'Ada', companyId: null });
    expect(changes.update({ id: '7' }, values, recorder)).toEqual({
      text:
        'with changed as (update "users" as r set "first_name" = $1, "company_id" = $2' +
        ' where r."id" = $3' +
        ' and (r."first_name" is distinct from $1 or r."company_id" is distinct from $2)' +
        ` returning ${returned}, ${json('old')} as "#before", ${json('r')} as "#after"),` +
        ' changes as (select c."id"::text as id, jsonb_object_agg(m.name, m.was) as before,' +
        ' jsonb_object_agg(m.name, c."#after" -> m.name) as after' +
        ' from changed c, jsonb_each(c."#before") as m (name, was)' +
        ' where m.was is distinct from c."#after" -> m.name group by c."id"),' +
        ` ${recorded('$4')} ${names} from changed`,
      values: ['Ada', null, '7', 'by Ada'],
    });
  });

  it('before PostgreSQL 18, locks the row to read it before the update', () => {
    dataSource.driver.version = '17.6 (Debian 17.6-1)';
    const values = assignmentsOf({ firstName: 'Ada' });
    expect(changes.update({ id: '7', version: '90' }, values, recorder).text).toContain(
      'update "users" as r set "first_name" = $1 from (select r."id", r."first_name", r."birthday",' +
        ' r."seen_at", r."updated_at", r."company_id" from "users" r where r."id" = $2 and r.xmin = $3' +
        ' and (r."first_name" is distinct from $1) for no key update) as old' +
        ` where r."id" = old."id" returning ${returned}, ${json('old')} as "#before"`,
    );
    expect(changes.update({ id: '7' }, values).text).not.toContain('old');
  });

  it('records a deleted row as it was', () => {
    expect(changes.delete({ id: '7' }, recorder)).toEqual({
      text:
        `with changed as (delete from "users" r where r."id" = $1 returning r."id" as "id",` +
        ` ${json('r')} as "#before"),` +
        ' changes as (select c."id"::text as id, c."#before" as before, null::jsonb as after' +
        ` from changed c), ${recorded('$2')} "id" from changed`,
      values: ['7', 'by Ada'],
    });
  });

  it('has the same text again for the same columns, with its own values', () => {
    const first = changes.update({ id: '7' }, assignmentsOf({ firstName: 'Ada' }), recorder);
    const next = { ...recorder, event: 'by Grace' };
    expect(changes.update({ id: '8' }, assignmentsOf({ firstName: 'Joan' }), next)).toEqual({
      text: first.text,
      values: ['Joan', '8', 'by Grace'],
    });
    expect(changes.update({ id: '8' }, assignmentsOf({ birthday: null }), next).text).not.toBe(
      first.text,
    );
    expect(changes.update({ id: '8' }, assignmentsOf({ firstName: 'Joan' })).text).not.toBe(
      first.text,
    );
  });
});

describe('a change that shows the row before', () => {
  const before =
    `old."id" as "#before id", old."first_name" as "#before firstName",` +
    ` to_char(old."birthday", 'YYYY-MM-DD') as "#before birthday",` +
    ' old."seen_at" as "#before seenAt", old."updated_at" as "#before updatedAt",' +
    ' old."company_id" as "#before companyId"';

  it('writes an updated row only when it differs, and returns it twice', () => {
    expect(changes.updateShowingBefore({ id: '7' }, assignmentsOf({ firstName: 'Ada' }))).toEqual({
      text:
        'update "users" as r set "first_name" = $1 where r."id" = $2' +
        ` and (r."first_name" is distinct from $1) returning ${returned}, ${before}`,
      values: ['Ada', '7'],
    });
  });

  it('returns a deleted row', () => {
    expect(changes.deleteShowing({ id: '7' })).toEqual({
      text: `delete from "users" r where r."id" = $1 returning ${returned}`,
      values: ['7'],
    });
  });

  it('has the row before and after it as two rows', () => {
    const row = { id: '7', firstName: 'Joan', '#before id': '7', '#before firstName': 'Ada' };
    expect(beforeAndAfter(row)).toEqual({
      before: { id: '7', firstName: 'Ada' },
      after: { id: '7', firstName: 'Joan' },
    });
  });
});
