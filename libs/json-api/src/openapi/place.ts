import { findRelationship, type Relationship } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Route } from './routes.js';

/** Where the address of a route is among the resources. */
export interface Place {
  /** Whose resources the address begins with. */
  type: string;

  /** That of one of these resources which the address leads to, if it does. */
  relationship?: Relationship;

  /** Whether it is the relationship itself, and not what it leads to. */
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
  const described = owner ?? description.collection ?? description.resource;
  return {
    type: described?.type ?? path.split('/')[2] ?? 'other',
    ...(owner && name !== undefined && { relationship: findRelationship(owner, name) }),
    isRelationship,
  };
}

/** Every definition that a route names. */
export function definitionsOf(routes: readonly Route[]): Set<ResourceDefinition> {
  const named = routes.flatMap(({ description: { collection, resource, linked, attributes } }) => [
    collection,
    resource,
    linked,
    attributes?.definition,
  ]);
  return new Set(named.filter((definition) => definition !== undefined));
}
