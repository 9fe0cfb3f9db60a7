import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { attributeFaults, validationFault } from './attribute-faults.js';
import { type ErrorObject, JsonApiError } from './json-api.error.js';
import type { ResourceDefinition } from './resource-definition.js';
import { type JsonObject, pointerTo, readAttributes } from './resource-object.js';

/**
 * `@ResourceAttributes(userResource, CreateUser) user: CreateUser`: the
 * attributes of the request document, as an instance of a class-validator class.
 *
 * A route with `:id` updates: the document must name the resource of the URL.
 * A route without creates: the document must not have an id.
 *
 * The definition comes before the class: a value that is not of the attribute's
 * type, or null where that is not nullable, is refused, and nothing is
 * converted. An attribute that the class does not mention cannot be set.
 */
export function ResourceAttributes<Attributes extends object>(
  definition: ResourceDefinition,
  attributesClass: Type<Attributes>,
): ParameterDecorator {
  const known = validatedProperties(attributesClass);
  return createParamDecorator((_: unknown, context: ExecutionContext): Promise<Attributes> => {
    const { body, params } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id?: string } }>>();
    const attributes = readAttributes(body, { type: definition.type, id: params.id });
    return toInstance(attributes, { definition, attributesClass, known });
  })();
}

interface Expectation<Attributes extends object> {
  definition: ResourceDefinition;
  attributesClass: Type<Attributes>;
  known: ReadonlySet<string>;
}

/** @throws JsonApiError 400 for what cannot be set, 422 for what is not valid; all faults together. */
async function toInstance<Attributes extends object>(
  attributes: JsonObject,
  { definition, attributesClass, known }: Expectation<Attributes>,
): Promise<Attributes> {
  const faults = attributeFaults(attributes, known, definition);
  const sound = Object.entries(attributes).filter(([name]) => known.has(name) && !faults.has(name));

  const instance = plainToInstance(attributesClass, Object.fromEntries(sound));
  const errors = await validate(instance, VALIDATION);
  const invalid = errors
    .filter(({ property }) => !faults.has(property))
    .flatMap((error) => render(error, '/data/attributes'));

  if (faults.size + invalid.length > 0) throw new JsonApiError([...faults.values(), ...invalid]);
  return withoutUndefined(instance);
}

const VALIDATION = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

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
