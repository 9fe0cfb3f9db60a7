import type { QueryParameters } from './query-parameters.js';
import {
  findRelationship,
  relatedResource,
  relationshipNames,
} from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** The relationships to include: `include=customer,customer.users` is customer → (users → none). */
export interface IncludePaths extends ReadonlyMap<string, IncludePaths> {}

/** The maximum number of paths: each path is a statement, and each step of it another one. */
const MAX_PATHS = 10;

/** The maximum number of steps of a path. */
export const MAX_DEPTH = 3;

/** Reads "Inclusion of Related Resources" of jsonapi.org 1.1; an empty value includes nothing. */
export function readInclude(
  parameters: QueryParameters,
  definition: ResourceDefinition,
): IncludePaths {
  const tree: MutablePaths = new Map();
  if (parameters.isEmpty('include')) {
    parameters.skip('include');
    return tree;
  }
  for (const path of parameters.readList('include', MAX_PATHS) ?? []) {
    if (path === '') continue;
    const error = addPath(tree, path.split('.'), definition);
    if (error) parameters.reject('include', error);
  }
  return tree;
}

interface MutablePaths extends Map<string, MutablePaths> {}

/** Adds a path to the tree; returns the error when the path is not valid. */
function addPath(
  tree: MutablePaths,
  steps: readonly string[],
  definition: ResourceDefinition,
): string | undefined {
  if (steps.length > MAX_DEPTH) return `a path must not have more than ${MAX_DEPTH} steps`;
  let branch = tree;
  let from: ResourceDefinition = definition;
  for (const step of steps) {
    const relationship = findRelationship(from, step);
    const related = relationship && relatedResource(relationship);
    if (!related) {
      const choice = includableNames(from).join(', ') || 'none';
      return `cannot include ${step} of ${from.type}; allowed: ${choice}`;
    }
    const next = branch.get(step) ?? new Map();
    branch.set(step, next);
    branch = next;
    from = related;
  }
  return undefined;
}

export function includableNames(definition: ResourceDefinition): string[] {
  return relationshipNames(definition).filter((name) =>
    relatedResource(findRelationship(definition, name)!),
  );
}

/** Returns the types of the included resources. */
export function includedTypes(definition: ResourceDefinition, paths: IncludePaths): string[] {
  const types = [...paths].flatMap(([name, further]) => {
    const related = relatedResource(findRelationship(definition, name)!)!;
    return [related.type, ...includedTypes(related, further)];
  });
  return [...new Set(types)];
}
