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
import { findAttribute, type ResourceDefinition } from '../definition/resource-definition.js';
import { readResource, type ResourceFields } from './resource-object.js';
import { ShownResources } from '../sql/shown-resources.repository.js';
import { forgiveUnchanged, type Shown } from './unchanged-fields.js';

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
 * class does not mention cannot be set; an update may have it all the same, with the value that
 * the resource has.
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

  @Injectable()
  class ResourceAttributesPipe implements PipeTransform {
    constructor(@Optional() private readonly resources?: ShownResources) {}

    async transform(request: AddressedRequest & Request): Promise<Attributes> {
      const target = id ? id(request) : request.params.id;
      if (target === undefined) return read(request.body);
      const wanted = { definition, id: target, shownAs };
      const shown: Shown = async (relationships) =>
        this.resources?.find(request, { ...wanted, relationships }) ?? null;
      return read(request.body, { id: target, shown });
    }
  }
  const attributes = { definition, attributesClass, isAddressed: id !== undefined, shownAs };
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

/** Of a route with `:id`, or without. */
export type AddressedRequest = FastifyRequest<{ Params: { id?: string } }>;

export interface ResourceAddress<Request> {
  /** Of the resource, where it is not the `:id` of the URL: `/api/users/mine`. */
  id?: (request: Request) => string;

  /** The name with which `mayRead` of `JsonApiModule.register` is called instead of the type. */
  shownAs?: string;
}

interface Expectation<Attributes extends object> {
  definition: ResourceDefinition;
  attributesClass: Type<Attributes>;
  attributes: ReadonlySet<string>;
  relationships: ReadonlySet<string>;
  shown?: Shown;
}

/** @throws JsonApiError 400 for what cannot be set, 422 for what is not valid; all faults together. */
async function toInstance<Attributes extends object>(
  fields: ResourceFields,
  { definition, attributesClass, attributes, relationships, shown }: Expectation<Attributes>,
): Promise<Attributes> {
  const faults = attributeErrors(fields.attributes, attributes, definition);
  const linkages = readLinkages(fields.relationships, relationships, definition);
  if (shown) {
    const all = { attributes: faults, relationships: linkages.faults };
    const isSettable = (field: string) => attributes.has(field) || relationships.has(field);
    await forgiveUnchanged(fields, all, { definition, isSettable, shown });
  }
  const sound = Object.entries(fields.attributes)
    .filter(([name]) => attributes.has(name) && !faults.has(name))
    .map(([name, value]) => [name, normalValue(name, value, definition)]);

  const properties = Object.fromEntries([...sound, ...linkages.sound]);
  const instance = plainToInstance(attributesClass, properties);
  const errors = await validate(instance, VALIDATION);
  const invalid = errors
    .filter(({ property }) => !faults.has(property) && !linkages.faults.has(property))
    .flatMap((error) => renderValidationError(error, pathOf(error.property, relationships)));
  if (errors.length === 0) invalid.push(...lengthErrors(attributesClass, instance));

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

/** A class field is an own property even when the client did not send it; a PATCH must not see that. */
function withoutUndefined<Attributes extends object>(instance: Attributes): Attributes {
  for (const [name, value] of Object.entries(instance)) {
    if (value === undefined) Reflect.deleteProperty(instance, name);
  }
  return instance;
}
