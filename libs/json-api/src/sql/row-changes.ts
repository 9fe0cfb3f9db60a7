import { visibleFields } from '../query/sparse-fieldset.js';
import type { Target } from './expected-row.js';
import type { Recorder } from './recorder.js';
import { type Bind, quote, type Statement, statement } from './statement.js';
import type { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

type Assignments = ReadonlyMap<string, unknown>;

/** Begins the names of columns that show the row before the change. */
const BEFORE_PREFIX = '#before ';

/** The names of columns with the row before and after a change, as JSON. */
const BEFORE = quote('#before');
const AFTER = quote('#after');

/**
 * The version of PostgreSQL whose `returning` has the row before an update as `old`. Up to 17 the
 * statement locks the row and reads it under this name, so that no other change comes in between.
 */
const HAS_OLD = 18;

/** The relation of the changes, for a recorder. */
const CREATED = `select c."id"::text as id, null::jsonb as before, c.${AFTER} as after from changed c`;
const DELETED = `select c."id"::text as id, c.${BEFORE} as before, null::jsonb as after from changed c`;
const UPDATED =
  'select c."id"::text as id, jsonb_object_agg(m.name, m.was) as before,' +
  ` jsonb_object_agg(m.name, c.${AFTER} -> m.name) as after` +
  ` from changed c, jsonb_each(c.${BEFORE}) as m (name, was)` +
  ` where m.was is distinct from c.${AFTER} -> m.name group by c."id"`;

/** A statement that changes rows. */
interface Change {
  text: string;
  returned: readonly string[];

  /** The names by which `returning` has the row before and after the change. */
  before?: string;
  after?: string;

  /** The name by which `returning` has the row before the change, if it is returned as well. */
  shown?: string;

  /** The relation of the changes. */
  changes: string;
}

interface Parts {
  /** Everything that determines the text, for a caller that reaches all rows. */
  key: readonly string[];

  /** The values of such a statement, without that of the recorder. */
  values: readonly unknown[];
}

/** Maximum number of texts in memory. Clients choose the columns, so there can be thousands. */
const MAX_TEXTS = 100;

/** The SQL that changes the rows of one resource's table, which every statement calls `r`. */
export class RowChanges {
  /** Texts by their `key`; making one takes 6 % of the CPU time of a PATCH. */
  readonly #texts = new Map<string, string>();

  constructor(private readonly table: TableColumns) {}

  /** The statement returns no row when a member without a tenant creates a resource. */
  insert(assignments: Assignments, recorder?: Recorder): Statement {
    const parts = { key: ['insert', ...assignments.keys()], values: [...assignments.values()] };
    return this.#statement(parts, recorder, (bind) => {
      const text = this.table.insert(assignments, bind);
      return { text, returned: this.#everything(), after: 'r', changes: CREATED };
    });
  }

  /** With a recorder, the statement changes only a row that differs, and returns no other one. */
  update(target: Target, assignments: Assignments, recorder?: Recorder): Statement {
    const parts = partsOf('update', target, assignments);
    return this.#statement(parts, recorder, (bind) => {
      const text = this.#update(target, assignments, { bind, onlyIfDifferent: Boolean(recorder) });
      return { text, returned: this.#everything(), before: 'old', after: 'r', changes: UPDATED };
    });
  }

  /**
   * The statement changes only a row that differs, and returns it before the change, too: see
   * `beforeAndAfter`.
   */
  updateShowingBefore(target: Target, assignments: Assignments): Statement {
    const parts = partsOf('update showing before', target, assignments);
    return this.#statement(parts, undefined, (bind) => {
      const text = this.#update(target, assignments, { bind, onlyIfDifferent: true });
      return { text, returned: this.#everything(), shown: 'old', changes: UPDATED };
    });
  }

  delete(target: Target, recorder?: Recorder): Statement {
    return this.#statement(partsOf('delete', target), recorder, (bind) => {
      const text = `delete ${this.table.from(this.table.isRow(target, bind), bind)}`;
      return { text, returned: ['id'], before: 'r', changes: DELETED };
    });
  }

  /** The statement returns the deleted row. */
  deleteShowing(target: Target): Statement {
    return this.#statement(partsOf('delete showing', target), undefined, (bind) => {
      const text = `delete ${this.table.from(this.table.isRow(target, bind), bind)}`;
      return { text, returned: this.#everything(), changes: DELETED };
    });
  }

  #update(
    target: Target,
    assignments: Assignments,
    { bind, onlyIfDifferent }: { bind: Bind; onlyIfDifferent: boolean },
  ): string {
    const values = [...assignments].map(([property, value]) => ({
      column: this.table.column(property),
      place: bind(value),
    }));
    const conditions = this.table.isRow(target, bind);
    if (onlyIfDifferent) {
      const differs = values.map(({ column, place }) => `r.${column} is distinct from ${place}`);
      conditions.push(`(${differs.join(' or ')})`);
    }
    const changes = values.map(({ column, place }) => `${column} = ${place}`);
    if (!onlyIfDifferent || this.table.serverVersion >= HAS_OLD) {
      return this.table.update(changes, conditions, bind);
    }
    const columns = this.table.columnsOf(this.#everything());
    const old = `select ${columns} ${this.table.from(conditions, bind)} for no key update`;
    const id = this.table.column('id');
    return this.table.update(changes, [`r.${id} = old.${id}`], bind, ` from (${old}) as old`);
  }

  #statement(
    { key, values }: Parts,
    recorder: Recorder | undefined,
    build: (bind: Bind) => Change,
  ): Statement {
    const isKept = hasAllRows(this.table.definition);
    const name = [recorder ? 'recorded' : 'alone', ...key].join(' ');
    const kept = isKept && this.#texts.get(name);
    if (kept) return { text: kept, values: recorder ? [...values, recorder.event] : [...values] };
    const made = statement((bind) => this.#changing(build(bind), recorder, bind));
    if (isKept && this.#texts.size < MAX_TEXTS) this.#texts.set(name, made.text);
    return made;
  }

  #changing(change: Change, recorder: Recorder | undefined, bind: Bind): string {
    const { text, returned, before, after, shown, changes } = change;
    const returning = `${text} returning ${this.table.selection(returned)}`;
    if (shown) return `${returning}, ${this.table.selection(returned, shown, BEFORE_PREFIX)}`;
    if (!recorder) return returning;
    const properties = this.#everything().filter((name) => !recorder.omitted.has(name));
    const json = (alias: string | undefined, name: string) =>
      alias === undefined ? '' : `, ${this.table.json(properties, alias)} as ${name}`;
    return (
      `with changed as (${returning}${json(before, BEFORE)}${json(after, AFTER)}),` +
      ` changes as (${changes}),` +
      ` recorded as (${recorder.insertion('changes', bind(recorder.event))})` +
      ` select ${returned.map(quote).join(', ')} from changed`
    );
  }

  #everything(): string[] {
    return this.table.properties(visibleFields(this.table.definition));
  }
}

function partsOf(
  kind: string,
  { id, version }: Target,
  assignments: Assignments = new Map(),
): Parts {
  const values = [...assignments.values(), id];
  return version === undefined
    ? { key: [kind, ...assignments.keys()], values }
    : { key: [`${kind} version`, ...assignments.keys()], values: [...values, version] };
}

/** Returns the values by property; undefined ones are no change. */
export function assignmentsOf(attributes: object): Map<string, unknown> {
  return new Map(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** Separates the two rows that `updateShowingBefore` returns as one. */
export function beforeAndAfter<Row extends object>(row: Row): { before: Row; after: Row } {
  const [before, after]: [string, unknown][][] = [[], []];
  for (const [name, value] of Object.entries(row)) {
    if (name.startsWith(BEFORE_PREFIX)) before!.push([name.slice(BEFORE_PREFIX.length), value]);
    else after!.push([name, value]);
  }
  return { before: Object.fromEntries(before!) as Row, after: Object.fromEntries(after!) as Row };
}
