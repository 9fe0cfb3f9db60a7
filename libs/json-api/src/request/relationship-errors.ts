import { validationError } from './attribute-errors.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import {
  findRelationship,
  findToOne,
  idTypeOf,
  referableTypes,
  type ToOne,
} from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { identifierErrors } from './resource-identifier.js';
import { type ResourceIdentifier } from '../definition/resource-id.js';
import { asksNothing, malformed, memberNames } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** What a request relates the resource to, and what is wrong with it, both by name. */
interface Linkages {
  sound: Map<string, ResourceIdentifier | null>;
  faults: Map<string, ErrorObject[]>;
}

const PATH = '/data/relationships';

/** The relationships of a request document, `known` being those that can be set. */
export function readLinkages(
  relationships: JsonObject,
  known: ReadonlySet<string>,
  definition: ResourceDefinition,
): Linkages {
  const sound: Linkages['sound'] = new Map();
  const faults: Linkages['faults'] = new Map();
  for (const name of memberNames(relationships)) {
    if (asksNothing(relationships[name]) && findRelationship(definition, name)) continue;
    const toOne = known.has(name) ? findToOne(definition, name) : undefined;
    const found = toOne
      ? linkageErrors(name, relationships[name], toOne)
      : [unknownError(name, known, definition)];
    if (found.length > 0) faults.set(name, found);
    else sound.set(name, linkageOf(relationships[name]));
  }
  return { sound, faults };
}

function unknownError(
  name: string,
  known: ReadonlySet<string>,
  definition: ResourceDefinition,
): ErrorObject {
  const source = { pointer: pointerTo(PATH, name) };
  const relationship = findRelationship(definition, name);
  if (relationship && (!('property' in relationship) || relationship.readOnly)) {
    const detail = `${name} is read-only here`;
    return { status: 400, code: 'read_only_relationship', detail, source };
  }
  const choice = known.size > 0 ? `there is ${[...known].join(', ')}` : 'there is none';
  const detail = `${name} is not a relationship that can be set here; ${choice}`;
  return { status: 400, code: 'unknown_relationship', detail, source };
}

function linkageErrors(name: string, relationship: unknown, toOne: ToOne): ErrorObject[] {
  const pointer = pointerTo(PATH, name);
  if (!isJsonObject(relationship) || !Object.hasOwn(relationship, 'data')) {
    return [malformed(`${name} must be an object with a member data`, pointer)];
  }
  if (relationship.data === null) {
    return toOne.nullable ? [] : [validationError(name, `${name} must not be null`, PATH)];
  }
  const types = referableTypes(toOne) ?? [];
  return identifierErrors(
    relationship.data,
    { types, idType: idTypeOf(toOne) },
    pointerTo(pointer, 'data'),
  );
}

/** Of a relationship object without fault; picked by name, as `meta` is nobody's. */
function linkageOf(relationship: unknown): ResourceIdentifier | null {
  const { data } = relationship as { data: ResourceIdentifier | null };
  return data && { type: data.type, id: data.id };
}
