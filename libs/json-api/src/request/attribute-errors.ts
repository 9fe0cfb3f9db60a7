import { ATTRIBUTE_FORMATS, isStorableText } from '../definition/attribute-type.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import { findRelationship } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import { hasOnlyLinks, memberNames } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/**
 * The maximum nesting of a value. No attribute is deeper, and recursion could exhaust the stack.
 */
const MAX_LEVEL = 16;

/** Returns the errors of attributes, by name, that the definition determines. */
export function attributeErrors(
  attributes: JsonObject,
  settable: ReadonlySet<string>,
  definition: ResourceDefinition,
): Map<string, ErrorObject> {
  const problems = new Map<string, ErrorObject>();
  for (const name of memberNames(attributes)) {
    // Kitsu sends such relationships among the attributes, which share their namespace.
    if (hasOnlyLinks(attributes[name]) && findRelationship(definition, name)) continue;
    const problem = settable.has(name)
      ? valueError(name, attributes[name], definition)
      : unknownError(name, settable, definition);
    if (problem) problems.set(name, problem);
  }
  return problems;
}

export function validationError(name: string, detail: string, path = '/data/attributes') {
  const source = { pointer: pointerTo(path, name) };
  return { status: 422, code: 'validation_failed', detail, source } satisfies ErrorObject;
}

function unknownError(
  name: string,
  settable: ReadonlySet<string>,
  definition: ResourceDefinition,
): ErrorObject {
  const source = { pointer: pointerTo('/data/attributes', name) };
  const attribute = findAttribute(definition, name);
  if (attribute?.readOnly) {
    const detail = `${name} is read-only`;
    return { status: 400, code: 'read_only_attribute', detail, source };
  }
  if (attribute?.createOnly) {
    const detail = `${name} can be set only when the resource is created`;
    return { status: 400, code: 'create_only_attribute', detail, source };
  }
  const detail = `${name} is not an attribute that can be set here; allowed: ${[...settable].join(', ')}`;
  return { status: 400, code: 'unknown_attribute', detail, source };
}

/**
 * Validates a value. Attributes outside the definition, such as a password, need only be storable.
 */
function valueError(name: string, value: unknown, definition: ResourceDefinition) {
  const attribute = findAttribute(definition, name);
  if (attribute && value === null) {
    return attribute.nullable ? undefined : validationError(name, `${name} must not be null`);
  }
  const format = attribute && ATTRIBUTE_FORMATS[attribute.type];
  if (format && !format.accepts(value)) {
    return validationError(name, `${name} must be ${format.description}`);
  }
  const problem = format?.problem?.(value as string);
  if (problem) return validationError(name, `${name} ${problem}`);
  return isStorable(value)
    ? undefined
    : validationError(
        name,
        `${name} must not contain NUL characters, unpaired surrogates, or more than ${MAX_LEVEL} levels`,
      );
}

/** Returns the value in its stored form, which differs only for text that people type. */
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
