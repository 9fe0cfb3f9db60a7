import { findRelationship } from '../definition/relationship.js';
import type { Relationship, ResourceDefinition } from '../definition/resource-definition.js';
import type { Route } from './routes.js';

/** The place of a route among the resources. */
export interface Place {
  /** The type with whose path the address begins. */
  type: string;

  /** The relationship to which the address leads, if there is one. */
  relationship?: Relationship;

  /** True for the address of the relationship itself, false for the related resources. */
  isRelationship: boolean;
}

export function placeOf(
  { path, description }: Route,
  definitions: ReadonlySet<ResourceDefinition>,
): Place {
  const owner = [...definitions]
    .filter((definition) => `${path}/`.startsWith(`${definition.path}/`))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
  const [, ...segments] = owner ? path.slice(owner.path.length).split('/') : [];
  const isRelationship = segments.at(-2) === 'relationships';
  const name = segments[isRelationship ? 2 : 1];
  const described =
    owner ?? description.collection ?? description.resource ?? description.exported?.definition;
  return {
    type: described?.type ?? path.split('/')[2] ?? 'other',
    ...(owner && name !== undefined && { relationship: findRelationship(owner, name) }),
    isRelationship,
  };
}

/** Returns all definitions that the routes name. */
export function definitionsOf(routes: readonly Route[]): Set<ResourceDefinition> {
  const named = routes.flatMap(({ description: { collection, resource, linked, attributes } }) => [
    collection,
    resource,
    linked,
    attributes?.definition,
  ]);
  return new Set(named.filter((definition) => definition !== undefined));
}
