import { isDeepStrictEqual } from 'node:util';
import type { ErrorObject } from '../errors/json-api.error.js';
import { findRelationship } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import type { ResourceFields } from './resource-object.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';
import type { ResourceObject } from '../response/resource-rendering.js';

/**
 * Returns the resource that a document updates, as a GET shows it, with the members of these
 * relationships; null when it does not exist or the caller may not read it.
 */
export type Shown = (relationships: readonly string[]) => Promise<ResourceObject | null>;

/** The errors of fields, by name. */
interface FieldErrors {
  attributes: Map<string, ErrorObject>;
  relationships: Map<string, ErrorObject[]>;
}

interface Circumstances {
  definition: ResourceDefinition;
  isSettable: (field: string) => boolean;
  shown: Shown;
}

/**
 * Removes the errors of read-only fields that have the current value of the resource, because
 * clients send back complete documents. Reads the resource only when there is such a field.
 */
export async function ignoreUnchanged(
  fields: ResourceFields,
  problems: FieldErrors,
  { definition, isSettable, shown }: Circumstances,
): Promise<void> {
  const fixed = (names: Iterable<string>, isDeclared: (name: string) => boolean) =>
    [...names].filter((name) => !isSettable(name) && isDeclared(name));
  const attributes = fixed(
    problems.attributes.keys(),
    (name) => findAttribute(definition, name) !== undefined,
  );
  const relationships = fixed(
    problems.relationships.keys(),
    (name) => findRelationship(definition, name) !== undefined,
  );
  if (attributes.length + relationships.length === 0) return;
  const resource = await shown(relationships);
  if (!resource) return;
  for (const name of attributes) {
    const isSame = isDeepStrictEqual(fields.attributes[name], resource.attributes[name]);
    if (isSame) problems.attributes.delete(name);
  }
  for (const name of relationships) {
    const sent = linkageOf(fields.relationships[name]);
    const current = linkageOf(resource.relationships?.[name]);
    if (sent !== undefined && isDeepStrictEqual(sent, current)) problems.relationships.delete(name);
  }
}

/** Returns the sorted identifiers of a relationship object; undefined without `data`. */
function linkageOf(relationship: unknown): string[] | undefined {
  if (!isJsonObject(relationship) || !Object.hasOwn(relationship, 'data')) return undefined;
  const identifiers = [relationship.data ?? []].flat();
  return identifiers.map(nameOf).toSorted();
}

function nameOf(identifier: unknown): string {
  const { type, id }: JsonObject = isJsonObject(identifier) ? identifier : {};
  return JSON.stringify([type, id]);
}
