import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { attributeFaults, normalValue, validationFault } from './attribute-faults.js';
import { type ErrorObject, JsonApiError } from './json-api.error.js';
import { lengthFaults } from './length-faults.js';
import { describing } from './openapi/route-description.js';
import { readLinkages } from './relationship-faults.js';
import { findRelationship, findToOne, referableTypes, relationshipNames } from './relationship.js';
import { findAttribute, type ResourceDefinition } from './resource-definition.js';
import { pointerTo, readResource, type ResourceFields } from './resource-object.js';

/**
 * `@ResourceAttributes(userResource, CreateUser) user: CreateUser`: the
 * attributes of the request document, as an instance of a class-validator class.
 *
 * A route with `:id` updates: the document must name the resource of the URL.
 * A route without creates: the document must not have an id.
 *
 * The definition comes before the class: a value that is not of the attribute's
 * type, or null where that is not nullable, is refused, and nothing is
 * converted, except that texts of people are normalised (`#text`). An attribute that the
 * class does not mention cannot be set.
 *
 * A property that has the name of a relationship to one resource is set by the
 * relationship, to a `ResourceIdentifier` or null.
 */
export function ResourceAttributes<Attributes extends object, Request = AddressedRequest>(
  definition: ResourceDefinition,
  attributesClass: Type<Attributes>,
  { id, shownAs }: ResourceAddress<Request> = {},
): ParameterDecorator {
  const read = attributesReader(definition, attributesClass);
  const decorator = createParamDecorator((_: unknown, context: ExecutionContext) => {
    const http = context.switchToHttp();
    const { body, params } = http.getRequest<AddressedRequest>();
    return read(body, id ? id(http.getRequest<Request>()) : params.id);
  });
  const attributes = { definition, attributesClass, isAddressed: id !== undefined, shownAs };
  return describing({ attributes }, decorator());
}

/** Reads a document that updates the resource with the id, or creates one. */
export function attributesReader<Attributes extends object>(
  definition: ResourceDefinition,
  attributesClass: Type<Attributes>,
): (document: unknown, id?: string) => Promise<Attributes> {
  const { attributes, relationships } = settable(definition, attributesClass);
  const changeable = new Set(attributes);
  for (const name of attributes) {
    if (findAttribute(definition, name)?.createOnly) changeable.delete(name);
  }
  const hasRelationships = relationshipNames(definition).length > 0;
  const { type } = definition;
  return async (document, id) =>
    toInstance(readResource(document, { type, id, hasRelationships }), {
      definition,
      attributesClass,
      attributes: id === undefined ? attributes : changeable,
      relationships,
    });
}

/** Of a route with `:id`, or without. */
export type AddressedRequest = FastifyRequest<{ Params: { id?: string } }>;

export interface ResourceAddress<Request> {
  /** Of the resource, where it is not the `:id` of the URL: `/api/users/mine`. */
  id?: (request: Request) => string;

  /** What `mayRead` of `JsonApiModule.register` is asked instead of the type of the resource. */
  shownAs?: string;
}

interface Expectation<Attributes extends object> {
  definition: ResourceDefinition;
  attributesClass: Type<Attributes>;
  attributes: ReadonlySet<string>;
  relationships: ReadonlySet<string>;
}

/** @throws JsonApiError 400 for what cannot be set, 422 for what is not valid; all faults together. */
async function toInstance<Attributes extends object>(
  fields: ResourceFields,
  { definition, attributesClass, attributes, relationships }: Expectation<Attributes>,
): Promise<Attributes> {
  const faults = attributeFaults(fields.attributes, attributes, definition);
  const linkages = readLinkages(fields.relationships, relationships, definition);
  const sound = Object.entries(fields.attributes)
    .filter(([name]) => attributes.has(name) && !faults.has(name))
    .map(([name, value]) => [name, normalValue(name, value, definition)]);

  const properties = Object.fromEntries([...sound, ...linkages.sound]);
  const instance = plainToInstance(attributesClass, properties);
  const errors = await validate(instance, VALIDATION);
  const invalid = errors
    .filter(({ property }) => !faults.has(property) && !linkages.faults.has(property))
    .flatMap((error) => render(error, pathOf(error.property, relationships)));
  if (errors.length === 0) invalid.push(...lengthFaults(attributesClass, instance));

  const all = [...faults.values(), ...[...linkages.faults.values()].flat(), ...invalid];
  if (all.length > 0) throw new JsonApiError(all);
  return withoutUndefined(instance);
}

function pathOf(property: string, relationships: ReadonlySet<string>): string {
  return relationships.has(property) ? '/data/relationships' : '/data/attributes';
}

const VALIDATION = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

/** The properties of the class, as what a document has them. */
function settable(definition: ResourceDefinition, attributesClass: Type) {
  const attributes = new Set<string>();
  const relationships = new Set<string>();
  for (const name of validatedProperties(attributesClass)) {
    if (!findRelationship(definition, name)) {
      attributes.add(name);
      continue;
    }
    const toOne = findToOne(definition, name);
    if (!toOne || !referableTypes(toOne)) {
      throw new Error(`${attributesClass.name} cannot set ${name}: it has no types`);
    }
    relationships.add(name);
  }
  return { attributes, relationships };
}

/**
 * By class-validator's own records rather than its `whitelist`, which looks the
 * names up in an ordinary object and so takes `constructor` for one of them.
 */
function validatedProperties(attributesClass: Type): ReadonlySet<string> {
  const records = getMetadataStorage().getTargetValidationMetadatas(
    attributesClass,
    '',
    false,
    false,
  );
  if (records.length === 0) throw new Error(`${attributesClass.name} validates no property`);
  return new Set(records.map(({ propertyName }) => propertyName));
}

/** One error object for each property, nested ones included. */
function render({ property, constraints, children }: ValidationError, path: string): ErrorObject[] {
  const own = constraints
    ? [validationFault(property, Object.values(constraints).join('; '), path)]
    : [];
  return [...own, ...(children ?? []).flatMap((child) => render(child, pointerTo(path, property)))];
}

/** A class field is an own property even when the client did not send it; a PATCH must not see that. */
function withoutUndefined<Attributes extends object>(instance: Attributes): Attributes {
  for (const [name, value] of Object.entries(instance)) {
    if (value === undefined) Reflect.deleteProperty(instance, name);
  }
  return instance;
}
