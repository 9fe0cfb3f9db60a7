import {
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  Optional,
  type PipeTransform,
  type Type,
} from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { attributeErrors, normalValue } from './attribute-errors.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { lengthErrors, renderValidationError } from './class-validator-errors.js';
import { describing } from '../route-description.js';
import { readLinkages } from './relationship-errors.js';
import { findRelationship, findToOne, referableTypes } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import { readResource, type ResourceFields } from './resource-object.js';
import { ShownResources } from '../sql/shown-resources.repository.js';
import { ignoreUnchanged, type Shown } from './unchanged-fields.js';

/**
 * `@ResourceAttributes(userResource, CreateUser) user: CreateUser`: the attributes of the request
 * document, as an instance of a class-validator class.
 *
 * A route with `:id` updates: the document must have the id of the URL. A route without `:id`
 * creates: the document must not have an id.
 *
 * The definition is checked before the class: a value of another type, or null for an attribute
 * that is not nullable, is rejected. Nothing is converted, but text that people type is normalised
 * (`#text`). Attributes outside the class cannot be set; an update may contain them with their
 * current values.
 *
 * A property with the name of a to-one relationship is set from that relationship, to a
 * `ResourceIdentifier` or null.
 */
export function ResourceAttributes<Attributes extends object, Request = AddressedRequest>(
  definition: ResourceDefinition,
  attributesClass: Type<Attributes>,
  { id, isNew = false, shownAs }: ResourceAddress<Request> = {},
): ParameterDecorator {
  const read = attributesReader(definition, attributesClass);

  @Injectable()
  class ResourceAttributesPipe implements PipeTransform {
    constructor(@Optional() private readonly resources?: ShownResources) {}

    async transform(request: AddressedRequest & Request): Promise<Attributes> {
      const target = id ? id(request) : request.params.id;
      if (isNew || target === undefined) return read(request.body);
      const wanted = { definition, id: target, shownAs };
      const shown: Shown = async (relationships) =>
        this.resources?.find(request, { ...wanted, relationships }) ?? null;
      return read(request.body, { id: target, shown });
    }
  }
  const isAddressed = id !== undefined;
  const attributes = { definition, attributesClass, isAddressed, isNew, shownAs };
  return describing({ attributes }, requestOf(ResourceAttributesPipe));
}

const requestOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/** The resource that a document updates. */
interface Updated {
  id: string;
  shown: Shown;
}

/** Reads a document that updates a resource, or creates one. */
export function attributesReader<Attributes extends object>(
  definition: ResourceDefinition,
  attributesClass: Type<Attributes>,
): (document: unknown, updated?: Updated) => Promise<Attributes> {
  const { attributes, relationships } = settable(definition, attributesClass);
  const changeable = new Set(attributes);
  for (const name of attributes) {
    if (findAttribute(definition, name)?.createOnly) changeable.delete(name);
  }
  const { type } = definition;
  return async (document, updated) =>
    toInstance(readResource(document, { type, id: updated?.id }), {
      definition,
      attributesClass,
      attributes: updated ? changeable : attributes,
      relationships,
      shown: updated?.shown,
    });
}

/** A request to a route with or without `:id`. */
export type AddressedRequest = FastifyRequest<{ Params: { id?: string } }>;

export interface ResourceAddress<Request> {
  /** Returns the id of the resource when it is not the `:id` of the URL: `/api/users/mine`. */
  id?: (request: Request) => string;

  /** True when `:id` of the URL is another resource: the document creates one all the same. */
  isNew?: boolean;

  /** The name that is passed to `mayRead` of `JsonApiModule.register` instead of the type. */
  shownAs?: string;
}

interface Expectation<Attributes extends object> {
  definition: ResourceDefinition;
  attributesClass: Type<Attributes>;
  attributes: ReadonlySet<string>;
  relationships: ReadonlySet<string>;
  shown?: Shown;
}

/** @throws JsonApiError 400 for unsettable fields, 422 for invalid values, with all errors */
async function toInstance<Attributes extends object>(
  fields: ResourceFields,
  { definition, attributesClass, attributes, relationships, shown }: Expectation<Attributes>,
): Promise<Attributes> {
  const problems = attributeErrors(fields.attributes, attributes, definition);
  const linkages = readLinkages(fields.relationships, relationships, definition);
  if (shown) {
    const all = { attributes: problems, relationships: linkages.errors };
    const isSettable = (field: string) => attributes.has(field) || relationships.has(field);
    await ignoreUnchanged(fields, all, { definition, isSettable, shown });
  }
  const valid = Object.entries(fields.attributes)
    .filter(([name]) => attributes.has(name) && !problems.has(name))
    .map(([name, value]) => [name, normalValue(name, value, definition)]);

  const properties = Object.fromEntries([...valid, ...linkages.valid]);
  const instance = plainToInstance(attributesClass, properties);
  const errors = await validate(instance, VALIDATION);
  const invalid = errors
    .filter(({ property }) => !problems.has(property) && !linkages.errors.has(property))
    .flatMap((error) => renderValidationError(error, pathOf(error.property, relationships)));
  if (errors.length === 0) invalid.push(...lengthErrors(attributesClass, instance));

  const all = [...problems.values(), ...[...linkages.errors.values()].flat(), ...invalid];
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

/** Returns the attributes and relationships that the class allows to be set. */
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
      throw new Error(`${attributesClass.name} cannot set ${name}: the relationship has no types`);
    }
    relationships.add(name);
  }
  return { attributes, relationships };
}

/**
 * Returns the properties in class-validator's own records. Its `whitelist` looks names up in an
 * ordinary object, so it would accept `constructor`.
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

/**
 * Removes undefined properties: class fields that the client did not send must not reach a PATCH.
 */
function withoutUndefined<Attributes extends object>(instance: Attributes): Attributes {
  for (const [name, value] of Object.entries(instance)) {
    if (value === undefined) Reflect.deleteProperty(instance, name);
  }
  return instance;
}
