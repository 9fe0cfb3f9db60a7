import { SetMetadata, type Type } from '@nestjs/common';
import { referableTypes, type ToOne } from './definition/relationship.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import type { Properties } from './definition/json-schema.js';

/** What the decorators of a route's parameters say of it, so that it can be described. */
export interface RouteDescription {
  /** It answers a page of these. */
  readonly collection?: ResourceDefinition;

  /** It answers one of these. */
  readonly resource?: ResourceDefinition;

  /** It answers a page of identifiers of these. */
  readonly linked?: ResourceDefinition;

  /** It deletes those of these that its filters match. */
  readonly deletion?: ResourceDefinition;

  readonly attributes?: {
    readonly definition: ResourceDefinition;
    readonly attributesClass: Type;
    /** Whether the resource exists already, though the address has no `:id`. */
    readonly isAddressed: boolean;
    /** See `ResourceAddress`. */
    readonly shownAs?: string;
  };

  readonly identifiers?: { readonly type: string };

  /** It sets this relationship. */
  readonly linkage?: ToOne;

  /** The route is about a relationship of these, the one of `linked` or `linkage`. */
  readonly relationshipOf?: ResourceDefinition;

  /** It takes and answers documents of the extension Atomic Operations. */
  readonly operations?: boolean;

  /** It takes `If-Match`. */
  readonly isConditional?: boolean;

  /** It takes `Idempotency-Key`. */
  readonly isIdempotent?: boolean;

  /** Query parameters that are `true` or left out. */
  readonly flags?: readonly string[];
}

/** The types that a caller must be allowed to read to see the answer of the route. */
export function shownTypes(description: RouteDescription): string[] {
  const { attributes, collection, resource, deletion, linked } = description;
  const { linkage, relationshipOf } = description;
  const definitions = [collection, resource, deletion, linked, relationshipOf];
  const types = definitions.flatMap((definition) => definition?.type ?? []);
  const linkable = linkage ? (referableTypes(linkage) ?? []) : [];
  return attributes?.shownAs ? [attributes.shownAs] : [...new Set([...types, ...linkable])];
}

/** What a route answers when it succeeds, where that is not what its parameters say. */
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

/** The decorator of a parameter that says besides what it is about. */
export function describing(
  description: RouteDescription,
  decorate: ParameterDecorator,
): ParameterDecorator {
  return (controller, method, index) => {
    describe(Reflect.get(controller, method!) as object, description);
    decorate(controller, method, index);
  };
}

/** The same for a decorator of the route itself. */
export function describingRoute(description: RouteDescription): MethodDecorator {
  return (controller, method) => {
    describe(Reflect.get(controller, method) as object, description);
  };
}

function describe(handler: object, description: RouteDescription): void {
  Reflect.defineMetadata(DESCRIPTION, { ...descriptionOf(handler), ...description }, handler);
}

/** `@Answers({ 200: { description: 'It was revoked before.' }, 201: … })` of a route, for the description. */
export const Answers = (answers: Answers): MethodDecorator => SetMetadata(ANSWERS, answers);

/** Undefined for a route that does not speak JSON:API. */
export function descriptionOf(handler: object): RouteDescription | undefined {
  return Reflect.getMetadata(DESCRIPTION, handler) as RouteDescription | undefined;
}

export function answersOf(handler: object): Answers | undefined {
  return Reflect.getMetadata(ANSWERS, handler) as Answers | undefined;
}
