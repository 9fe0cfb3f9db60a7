import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { JSON_API_SCHEMA } from './json-api.schema.js';

interface Identifier {
  type: string;
  id: string;
}

interface Resource extends Identifier {
  attributes?: object;
  relationships?: Record<string, { data?: Identifier | Identifier[] | null }>;
  links?: object;
}

interface Document {
  data?: Resource | Resource[] | null;
  included?: Resource[];
}

let hasSchema: ValidateFunction | undefined;

/**
 * Returns the violations of JSON:API 1.1 in a response document. `address` is the requested URL: with
 * sparse fieldsets a document may lack the linkage to included resources.
 */
export function documentErrors(document: unknown, address = ''): string[] {
  // Compiled at the first use: some test files never need it.
  hasSchema ??= new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(
    JSON_API_SCHEMA,
  );
  if (!hasSchema(document)) {
    return (hasSchema.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
  const { data, included = [] } = document as Document;
  const primary = [data ?? []].flat();
  const all = [...primary, ...included];
  return [
    ...all.flatMap(sharedNames),
    ...repeated(primary),
    ...repeated(all.filter((resource) => !isIdentifier(resource))),
    ...(hasSparseFields(address) ? [] : unlinked(primary, included)),
  ];
}

/** "Fields": attributes and relationships share one namespace. */
function sharedNames({ attributes = {}, relationships = {}, ...resource }: Resource): string[] {
  return Object.keys(relationships)
    .filter((name) => !name.startsWith('@') && Object.hasOwn(attributes, name))
    .map((name) => `${keyOf(resource)} has an attribute and a relationship ${name}`);
}

/** "Compound Documents": one resource object for each pair of type and id. */
function repeated(resources: Resource[]): string[] {
  const keys = resources.map(keyOf);
  const twice = keys.filter((key, index) => keys.indexOf(key) < index);
  return twice.map((key) => `${key} appears twice`);
}

/** "Compound Documents": full linkage, a chain of relationships from the primary data. */
function unlinked(primary: Resource[], included: Resource[]): string[] {
  const byKey = new Map(included.map((resource) => [keyOf(resource), resource]));
  const queue = [...primary];
  for (const resource of queue) {
    for (const key of linkedKeys(resource)) {
      const linked = byKey.get(key);
      if (linked) queue.push(linked);
      byKey.delete(key);
    }
  }
  return [...byKey.keys()].map((key) => `nothing links to the included ${key}`);
}

/** Returns the resources that a resource object links to, or the resource that an identifier names. */
function linkedKeys(resource: Resource): string[] {
  if (isIdentifier(resource)) return [keyOf(resource)];
  const relationships = Object.values(resource.relationships ?? {});
  return relationships.flatMap(({ data }) => [data ?? []].flat().map(keyOf));
}

/** True for an identifier. Resource objects of Latchkey always have a link to themselves. */
function isIdentifier({ attributes, relationships, links }: Resource): boolean {
  return !attributes && !relationships && !links;
}

function keyOf({ type, id }: Identifier): string {
  return `${type} ${id}`;
}

function hasSparseFields(address: string): boolean {
  return /[?&]fields(?:\[|%5B)/i.test(address);
}
