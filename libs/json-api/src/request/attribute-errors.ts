import { ATTRIBUTE_FORMATS, isStorableText } from '../definition/attribute-type.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import { findRelationship } from '../definition/relationship.js';
import { findAttribute, type ResourceDefinition } from '../definition/resource-definition.js';
import { asksNothing, memberNames } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** Deeper values than this are nobody's attribute, and walking them could exhaust the stack. */
const MAX_LEVEL = 16;

/** The faults of attributes that can be told before any rule of the application, by name. */
export function attributeErrors(
  attributes: JsonObject,
  known: ReadonlySet<string>,
  definition: ResourceDefinition,
): Map<string, ErrorObject> {
  const faults = new Map<string, ErrorObject>();
  for (const name of memberNames(attributes)) {
    // Kitsu sends such a relationship back among the attributes, which share its namespace.
    if (asksNothing(attributes[name]) && findRelationship(definition, name)) continue;
    const fault = known.has(name)
      ? valueError(name, attributes[name], definition)
      : unknownError(name, known, definition);
    if (fault) faults.set(name, fault);
  }
  return faults;
}

export function validationError(name: string, detail: string, path = '/data/attributes') {
  const source = { pointer: pointerTo(path, name) };
  return { status: 422, code: 'validation_failed', detail, source } satisfies ErrorObject;
}

function unknownError(
  name: string,
  known: ReadonlySet<string>,
  definition: ResourceDefinition,
): ErrorObject {
  const source = { pointer: pointerTo('/data/attributes', name) };
  const attribute = findAttribute(definition, name);
  if (attribute?.readOnly) {
    const detail = `${name} is read-only`;
    return { status: 400, code: 'read_only_attribute', detail, source };
  }
  if (attribute?.createOnly) {
    const detail = `${name} is set when the resource is created, and not here`;
    return { status: 400, code: 'create_only_attribute', detail, source };
  }
  const detail = `${name} is not an attribute that can be set here; there is ${[...known].join(', ')}`;
  return { status: 400, code: 'unknown_attribute', detail, source };
}

/** What the definition does not know, such as a password, is only kept from breaking the database. */
function valueError(name: string, value: unknown, definition: ResourceDefinition) {
  const attribute = findAttribute(definition, name);
  if (attribute && value === null) {
    return attribute.nullable ? undefined : validationError(name, `${name} must not be null`);
  }
  const format = attribute && ATTRIBUTE_FORMATS[attribute.type];
  if (format && !format.accepts(value)) {
    return validationError(name, `${name} must be ${format.description}`);
  }
  const fault = format?.problem?.(value as string);
  if (fault) return validationError(name, `${name} ${fault}`);
  return isStorable(value)
    ? undefined
    : validationError(
        name,
        `${name} must not contain NUL characters, unpaired surrogates, or more than ${MAX_LEVEL} levels`,
      );
}

/** The value in its stored form; only texts that people type have another one. */
export function normalValue(name: string, value: unknown, definition: ResourceDefinition): unknown {
  const attribute = findAttribute(definition, name);
  const normal = attribute && ATTRIBUTE_FORMATS[attribute.type].normal;
  return normal && typeof value === 'string' ? normal(value) : value;
}

function isStorable(value: unknown, level = 0): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (Array.isArray(value)) {
    return level < MAX_LEVEL && value.every((item) => isStorable(item, level + 1));
  }
  return (
    !isJsonObject(value) ||
    Object.entries(value).every(([name, member]) => {
      return level < MAX_LEVEL && isStorableText(name) && isStorable(member, level + 1);
    })
  );
}
