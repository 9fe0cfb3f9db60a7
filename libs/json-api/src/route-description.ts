import { SetMetadata, type Type } from '@nestjs/common';
import { referableTypes } from './definition/relationship.js';
import type { ToOne, ResourceDefinition } from './definition/resource-definition.js';
import type { Properties } from './definition/json-schema.js';

/** The description of a route, collected from the decorators of its parameters. */
export interface RouteDescription {
  /** The route answers a page of this resource. */
  readonly collection?: ResourceDefinition;

  /** The route answers one resource of this type. */
  readonly resource?: ResourceDefinition;

  /** The route answers a page of identifiers of this type. */
  readonly linked?: ResourceDefinition;

  /** The route deletes the resources of this type that match its filters. */
  readonly deletion?: ResourceDefinition;

  /** The route sends the resources of this type as a file. */
  readonly exported?: { readonly definition: ResourceDefinition; readonly mediaType: string };

  readonly attributes?: {
    readonly definition: ResourceDefinition;
    readonly attributesClass: Type;
    /** True when the route updates an existing resource although the address has no `:id`. */
    readonly isAddressed: boolean;

    /** True when the `:id` of the route is another resource. */
    readonly isNew?: boolean;
    /** See `ResourceAddress`. */
    readonly shownAs?: string;
  };

  readonly identifiers?: { readonly type: string };

  /** The route sets this relationship. */
  readonly linkage?: ToOne;

  /** The resource whose relationship the route serves, the one of `linked` or `linkage`. */
  readonly relationshipOf?: ResourceDefinition;

  /** The route accepts and answers documents of the extension Atomic Operations. */
  readonly operations?: boolean;

  /** The route accepts `If-Match`. */
  readonly isConditional?: boolean;

  /** The route accepts `Idempotency-Key`. */
  readonly isIdempotent?: boolean;

  /** Query parameters whose only value is `true`. */
  readonly flags?: readonly string[];
}

/** Returns the types that a caller must be allowed to read to see the answer of the route. */
export function shownTypes(description: RouteDescription): string[] {
  const { attributes, collection, resource, deletion, linked } = description;
  const { linkage, relationshipOf } = description;
  const definitions = [collection, resource, deletion, linked, relationshipOf];
  const types = definitions.flatMap((definition) => definition?.type ?? []);
  const linkable = linkage ? (referableTypes(linkage) ?? []) : [];
  return attributes?.shownAs ? [attributes.shownAs] : [...new Set([...types, ...linkable])];
}

/** The success answers of a route, by status, when its parameters do not determine them. */
export type Answers = Readonly<Record<number, Answer>>;

interface Answer {
  readonly description: string;

  /** Members of `meta`. */
  readonly meta?: Properties;

  /** False for a document of `meta` alone. */
  readonly data?: boolean;
}

const DESCRIPTION = Symbol('RouteDescription');
const ANSWERS = Symbol('Answers');

/** Wraps a parameter decorator so that it also describes the route. */
export function describing(
  description: RouteDescription,
  decorate: ParameterDecorator,
): ParameterDecorator {
  return (controller, method, index) => {
    describe(Reflect.get(controller, method!) as object, description);
    decorate(controller, method, index);
  };
}

/** Describes a route; for decorators of the method itself. */
export function describingRoute(description: RouteDescription): MethodDecorator {
  return (controller, method) => {
    describe(Reflect.get(controller, method) as object, description);
  };
}

function describe(handler: object, description: RouteDescription): void {
  Reflect.defineMetadata(DESCRIPTION, { ...descriptionOf(handler), ...description }, handler);
}

/**
 * `@Answers({ 200: { description: 'It was revoked before.' }, 201: … })` describes a route's
 * answers.
 */
export const Answers = (answers: Answers): MethodDecorator => SetMetadata(ANSWERS, answers);

/** Returns undefined for a route that does not implement JSON:API. */
export function descriptionOf(handler: object): RouteDescription | undefined {
  return Reflect.getMetadata(DESCRIPTION, handler) as RouteDescription | undefined;
}

export function answersOf(handler: object): Answers | undefined {
  return Reflect.getMetadata(ANSWERS, handler) as Answers | undefined;
}
