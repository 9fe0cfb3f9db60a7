import { getMetadataArgsStorage } from 'typeorm';
import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import { StorefrontModule } from '../../apps/storefront/src/storefront.module.js';
import { inputSchema } from '../../libs/json-api/src/openapi/input-schema.js';
import type { Side } from '#oauth';
import { type DeclaredResource, declaredResources } from '#resources';

/** A resource with the standard routes. */
export type WrittenResource = DeclaredResource & Required<Pick<DeclaredResource, 'written'>>;

/** Returns the resources of a side, as its features declare them. */
export function resourcesOf(side: Side): DeclaredResource[] {
  const application = side === 'backoffice' ? BackofficeModule : StorefrontModule;
  return declaredResources(application.features);
}

/** Types with examples of their own in the tests. The others have those of `exampleOf`. */
const KNOWN = new Set(['users', 'roles', 'customers', 'customer-users']);

/** Returns the standard resources of a side that no test names. */
export function otherResources(side: Side): WrittenResource[] {
  return resourcesOf(side).filter(
    (resource): resource is WrittenResource =>
      resource.written !== undefined && !KNOWN.has(resource.definition.type),
  );
}

/** Returns the table of a resource. */
export function tableOf({ definition }: DeclaredResource): string {
  const { tables } = getMetadataArgsStorage();
  return tables.find(({ target }) => target === definition.entity)!.name!;
}

/** Returns attributes with which a client can create a resource; its free texts are `text`. */
export function exampleOf({ definition, written }: WrittenResource, text: string) {
  const { properties } = inputSchema(written.create, definition);
  const names = Object.keys(properties).filter((name) => definition.attributes[name]);
  return Object.fromEntries(names.map((name) => [name, valueOf(properties[name]!, text)]));
}

/** True when the attribute has one of a few values, which no person types. */
export function isEnumerated({ definition, written }: WrittenResource, name: string): boolean {
  return 'enum' in (inputSchema(written.create, definition).properties[name] ?? {});
}

interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
}

/** @throws Error for a text of a special form; such a resource needs examples of its own */
function valueOf(schema: object, text: string): unknown {
  const { type, format, enum: values, pattern, minimum = 1 } = schema as Schema;
  if (values) return values[0];
  if (pattern !== undefined) throw new Error(`no example matches ${pattern}`);
  if (format === 'email') return `${text.replaceAll(' ', '-')}@example.com`;
  if (format === 'date') return '1903-04-05';
  if (format === 'date-time') return '2020-01-01T00:00:00.000Z';
  const [first] = [type].flat();
  const examples: Record<string, unknown> = { boolean: true, integer: minimum, array: [] };
  return Object.hasOwn(examples, first!) ? examples[first!] : text;
}

/** Returns a statement that inserts an example row, and its values. */
export function insertionOf(resource: WrittenResource, text: string): [string, unknown[]] {
  const example = exampleOf(resource, text);
  const columns = Object.keys(example).map((name) => columnOf(resource, name));
  const places = columns.map((_, index) => `$${index + 1}`);
  const sql = `INSERT INTO ${tableOf(resource)} (${columns.join(', ')}) VALUES (${places.join(', ')})`;
  return [sql, Object.values(example)];
}

function columnOf({ definition }: DeclaredResource, property: string): string {
  const { columns } = getMetadataArgsStorage();
  const column = columns.find(
    ({ target, propertyName }) =>
      (definition.entity === target ||
        definition.entity!.prototype instanceof (target as Function)) &&
      propertyName === property,
  );
  return column!.options.name ?? property;
}
