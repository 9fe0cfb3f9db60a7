import type { DataSource } from 'typeorm';
import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import type { Filter } from './filter.js';
import { fieldNames, findToOne, propertiesOf } from './relationship.js';
import { findAttribute, type ResourceDefinition } from './resource-definition.js';
import { isId } from './resource-id.js';
import type { ResourceQuery } from './resource-query.js';
import type { SortKey } from './sort.js';
import type { SparseFieldset } from './sparse-fieldset.js';

/** For the driver: values are never part of the text. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * The SQL of one resource's table, which every statement calls `r`.
 *
 * Identifiers come from the entity, never from a request, and are quoted; the
 * primary key is called `id` in the entity, and is what the definition's `idType` says.
 */
export class ResourceTable {
  /** `name` and the columns (by property) are quoted already. */
  constructor(
    private readonly name: string,
    private readonly columns: ReadonlyMap<string, string>,
    private readonly definition: ResourceDefinition,
  ) {
    const fields = fieldNames(definition);
    if (new Set(fields).size < fields.length) {
      throw new Error(`${definition.type} has an attribute and a relationship of the same name`);
    }
    for (const property of this.properties(fields)) this.column(property);
    for (const { attribute } of Object.values(definition.filters ?? {})) {
      if (!findAttribute(definition, attribute)) {
        throw new Error(`${definition.type} has no attribute ${attribute} to filter`);
      }
    }
  }

  /** The page, and one row more if there is a next page. Always in a total order: `id` breaks ties. */
  list({ page, sort, filters, fields }: ResourceQuery): Statement {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = filters.map((filter) => this.condition(filter, bind));
    const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    const text =
      `select ${this.selection(fields)} from ${this.name} r${where} order by ${this.order(sort)}` +
      ` limit ${bind(page.size + 1)} offset ${bind((page.number - 1) * page.size)}`;
    return { text, values };
  }

  find(id: string, fields: SparseFieldset): Statement {
    const text = `select ${this.selection(fields)} from ${this.name} r where ${this.isId(1)}`;
    return { text, values: [id] };
  }

  lock(id: string, fields: SparseFieldset): Statement {
    const { text, values } = this.find(id, fields);
    return { text: `${text} for update`, values };
  }

  insert(assignments: ReadonlyMap<string, unknown>): Statement {
    const columns = [...assignments.keys()].map((property) => this.column(property));
    const places = columns.map((_, index) => `$${index + 1}`);
    const row =
      columns.length > 0
        ? `(${columns.join(', ')}) values (${places.join(', ')})`
        : 'default values';
    const text = `insert into ${this.name} as r ${row} returning ${this.selection()}`;
    return { text, values: [...assignments.values()] };
  }

  update(id: string, assignments: ReadonlyMap<string, unknown>): Statement {
    const changes = [...assignments.keys()].map(
      (property, index) => `${this.column(property)} = $${index + 1}`,
    );
    const text =
      `update ${this.name} as r set ${changes.join(', ')}` +
      ` where ${this.isId(changes.length + 1)} returning ${this.selection()}`;
    return { text, values: [...assignments.values(), id] };
  }

  delete(id: string): Statement {
    const text = `delete from ${this.name} as r where ${this.isId(1)} returning ${this.column('id')}`;
    return { text, values: [id] };
  }

  private isId(place: number): string {
    return `r.${this.column('id')} = $${place}`;
  }

  private properties(fields: readonly string[]): string[] {
    const properties = fields.flatMap((field) => propertiesOf(this.definition, field));
    return [...new Set(['id', ...properties])];
  }

  private selection(fields: SparseFieldset = fieldNames(this.definition)): string {
    return this.properties(fields)
      .map((property) => `${this.expression(property)} as ${quote(property)}`)
      .join(', ');
  }

  /**
   * A `date` leaves the database as text: the driver would make it midnight in
   * the server's timezone, which is another day elsewhere.
   */
  private expression(property: string): string {
    const column = `r.${this.column(property)}`;
    const isDate = findAttribute(this.definition, property)?.type === 'date';
    return isDate ? `to_char(${column}, 'YYYY-MM-DD')` : column;
  }

  private condition(filter: Filter, bind: (value: unknown) => string): string {
    const { attribute, values, operator } = filter;
    const declared = findAttribute(this.definition, attribute);
    if (!declared) {
      const toOne = findToOne(this.definition, attribute);
      const { idType = 'bigint' } = toOne ?? this.definition;
      const ids = values.filter((value) => isId(value, idType));
      const column = this.column(toOne?.property ?? 'id');
      return `r.${column} = any(${bind(ids)}::${idType}[])`;
    }
    const { sqlType } = ATTRIBUTE_FORMATS[declared.type];
    if (operator) return `r.${this.column(attribute)} < ${bind(values[0])}::${sqlType}`;

    const column = this.comparable(attribute);
    const list = `${bind(values)}::${sqlType}[]`;
    return declared.ignoreCase
      ? `${column} = any(lower(${list}::text)::text[])`
      : `${column} = any(${list})`;
  }

  private order(sort: readonly SortKey[]): string {
    const keys = sort.some(({ attribute }) => attribute === 'id')
      ? sort
      : [...sort, { attribute: 'id', descending: false }];
    return keys
      .map(
        ({ attribute, descending }) => `${this.comparable(attribute)}${descending ? ' desc' : ''}`,
      )
      .join(', ');
  }

  /** As the index has it: folded by the database where the case is ignored. */
  private comparable(attribute: string): string {
    const column = `r.${this.column(attribute)}`;
    const isFolded = findAttribute(this.definition, attribute)?.ignoreCase;
    return isFolded ? `lower(${column})` : column;
  }

  private column(property: string): string {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.name} has no column for ${property}`);
    return column;
  }
}

/**
 * Of the entity that the definition names, by what TypeORM knows of it.
 *
 * @throws Error when the definition names none, or a property that has no column
 */
export function tableOf(dataSource: DataSource, definition: ResourceDefinition): ResourceTable {
  if (!definition.entity) throw new Error(`${definition.type} names no entity`);
  const { schema, tableName, columns } = dataSource.getMetadata(definition.entity);
  const name = [schema, tableName]
    .filter((part) => part !== undefined)
    .map(quote)
    .join('.');
  const quoted = columns.map(
    (column) => [column.propertyName, quote(column.databaseName)] as const,
  );
  return new ResourceTable(name, new Map(quoted), definition);
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
