import type { DataSource } from 'typeorm';
import { ATTRIBUTE_FORMATS } from '../definition/attribute-type.js';
import { fieldNames, propertiesOf, findAttribute } from '../definition/fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { isCollated } from '../definition/attribute.js';
import type { Target } from './expected-row.js';
import { requireNames } from './required-names.js';
import { type Bind, quote, where } from './statement.js';
import { tenantCondition, tenantOfCreation } from './tenant-condition.js';

/** The root collation of ICU, which a migration creates in the schema of the tables. */
const COLLATION = 'root_collation';

/**
 * The quoted names of one resource's table and columns.
 *
 * They come from the entity, never from a request. The primary key is called `id` in the entity,
 * and has the `idType` of the definition.
 */
export class TableColumns {
  private readonly name: string;
  private readonly columns: ReadonlyMap<string, string>;
  readonly #sqlTypes: ReadonlyMap<string, unknown>;

  /** @throws Error when the definition has no entity, or a property without a column */
  constructor(
    private readonly dataSource: DataSource,
    readonly definition: ResourceDefinition,
  ) {
    const { entity, type } = definition;
    if (!entity) throw new Error(`${type} has no entity, so it has no table`);
    const { schema, tableName, columns } = dataSource.getMetadata(entity);
    this.name = [schema, tableName]
      .filter((part) => part !== undefined)
      .map(quote)
      .join('.');
    this.columns = new Map(
      columns.map((column) => [column.propertyName, quote(column.databaseName)]),
    );
    this.#sqlTypes = new Map(columns.map((column) => [column.propertyName, column.type]));
    for (const property of this.properties(fieldNames(definition))) this.column(property);
    requireNames(definition);
  }

  /** Returns the table of another resource. */
  of(definition: ResourceDefinition): TableColumns {
    return new TableColumns(this.dataSource, definition);
  }

  /** `from "users" r where …` for the rows of the caller, with `joins` between the two. */
  from(conditions: readonly string[], bind: Bind, { joins = '', alias = 'r' } = {}): string {
    return `from ${this.name} ${alias}${joins}${this.#where(conditions, bind, alias)}`;
  }

  /** ` left join "customers" s on …` for the rows of the caller. */
  leftJoin(alias: string, condition: string, bind: Bind): string {
    const tenant = tenantCondition(this.dataSource, this, { bind, alias });
    const on = tenant === undefined ? condition : `${condition} and ${tenant}`;
    return ` left join ${this.name} ${alias} on ${on}`;
  }

  /** `update "users" as r set … where …` for the rows of the caller, with `from` between the two. */
  update(changes: readonly string[], conditions: readonly string[], bind: Bind, from = ''): string {
    const set = `update ${this.name} as r set ${changes.join(', ')}`;
    return `${set}${from}${this.#where(conditions, bind)}`;
  }

  /** Major version of PostgreSQL; before the data source connects, that of the newest one. */
  get serverVersion(): number {
    const { version } = this.dataSource.driver;
    return version === undefined ? Infinity : parseInt(version, 10);
  }

  /**
   * `insert into "users" as r …`, into the tenant of a member; without a tenant it inserts nothing.
   */
  insert(assignments: ReadonlyMap<string, unknown>, bind: Bind): string {
    const tenant = tenantOfCreation(this.dataSource, this, bind);
    const given = [...assignments].filter(([property]) => property !== tenant?.property);
    const places = given.map(([, value]) => bind(value));
    const columns = given.map(([property]) => this.column(property));
    const into = `insert into ${this.name} as r`;
    if (tenant) {
      const all = [...columns, this.column(tenant.property)].join(', ');
      return `${into} (${all}) select ${[...places, tenant.column].join(', ')} ${tenant.from}`;
    }
    if (columns.length === 0) return `${into} default values`;
    return `${into} (${columns.join(', ')}) values (${places.join(', ')})`;
  }

  #where(conditions: readonly string[], bind: Bind, alias = 'r'): string {
    const tenant = tenantCondition(this.dataSource, this, { bind, alias });
    return where(tenant === undefined ? conditions : [tenant, ...conditions]);
  }

  column(property: string): string {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.name} has no column for ${property}`);
    return column;
  }

  /** Returns the properties from which these fields are made, and the id. */
  properties(fields: readonly string[]): string[] {
    const properties = fields.flatMap((field) => propertiesOf(this.definition, field));
    return [...new Set(['id', ...properties])];
  }

  /** Returns the conditions for one row. */
  isRow({ id, version }: Target, bind: Bind): string[] {
    const isId = `r.${this.column('id')} = ${bind(id)}`;
    return version === undefined ? [isId] : [isId, `r.xmin = ${bind(version)}`];
  }

  /** The version of a row: it differs after each transaction that writes the row. */
  get version(): string {
    return 'r.xmin::text';
  }

  /** `r."first_name" as "firstName", …`; `prefix` begins the names. */
  selection(properties: readonly string[], alias = 'r', prefix = ''): string {
    return properties
      .map((property) => `${this.#value(property, alias)} as ${quote(prefix + property)}`)
      .join(', ');
  }

  /** Returns an object with these properties, in the form that the driver's values have in JSON. */
  json(properties: readonly string[], alias: string): string {
    const members = properties.map((property) => {
      const name = property.replaceAll("'", "''");
      return `'${name}', ${this.#jsonValue(property, alias)}`;
    });
    return `jsonb_build_object(${members.join(', ')})`;
  }

  /** `r."first_name", …`, without aliases. */
  columnsOf(properties: readonly string[]): string {
    return properties.map((property) => `r.${this.column(property)}`).join(', ');
  }

  /**
   * Returns the indexed expression: in lower case when the attribute ignores case, and in the
   * collation of the order. Filters use it too, so that one index serves both.
   */
  comparable(attribute: string, alias = 'r'): string {
    const column = `${alias}.${this.column(attribute)}`;
    const declared = findAttribute(this.definition, attribute);
    const folded = declared?.ignoreCase ? `lower(${column})` : column;
    return declared && isCollated(declared) ? `${folded} collate ${COLLATION}` : folded;
  }

  /** Returns the PostgreSQL type of an attribute, or of the id. */
  sqlType(attribute: string): string {
    const declared = findAttribute(this.definition, attribute);
    return declared ? ATTRIBUTE_FORMATS[declared.type].sqlType : this.idType;
  }

  get idType(): string {
    return this.definition.idType ?? 'bigint';
  }

  isNullable(attribute: string): boolean {
    return findAttribute(this.definition, attribute)?.nullable ?? false;
  }

  /**
   * Selects a `date` as text: the driver would convert it to midnight in the server's timezone,
   * which is another day elsewhere.
   */
  #value(property: string, alias: string): string {
    const column = `${alias}.${this.column(property)}`;
    const isDate = findAttribute(this.definition, property)?.type === 'date';
    return isDate ? `to_char(${column}, 'YYYY-MM-DD')` : column;
  }

  /** The driver reads a `bigint` as text, and a time to the millisecond. */
  #jsonValue(property: string, alias: string): string {
    const value = this.#value(property, alias);
    switch (this.#sqlTypes.get(property)) {
      case 'bigint':
        return `${value}::text`;
      case 'timestamptz':
        return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
      default:
        return value;
    }
  }
}
