import type { QueryParameters } from './query-parameters.js';
import {
  findRelationship,
  relatedResource,
  relationshipNames,
} from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** `include=customer,customer.users` is customer → (users → nothing). */
export interface IncludePaths extends ReadonlyMap<string, IncludePaths> {}

/** Each path is a statement, and each step of it one more. */
const MAX_PATHS = 10;

/** Steps of a path. */
export const MAX_DEPTH = 3;

/** jsonapi.org 1.1, "Inclusion of Related Resources": an empty value asks for none. */
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
    const fault = addPath(tree, path.split('.'), definition);
    if (fault) parameters.refuse('include', fault);
  }
  return tree;
}

interface MutablePaths extends Map<string, MutablePaths> {}

/** What is wrong with the path, if something is. */
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
      return `${from.type} have no ${step} to include; there is ${choice}`;
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

/** Of the resources that the paths lead to. */
export function includedTypes(definition: ResourceDefinition, paths: IncludePaths): string[] {
  const types = [...paths].flatMap(([name, further]) => {
    const related = relatedResource(findRelationship(definition, name)!)!;
    return [related.type, ...includedTypes(related, further)];
  });
  return [...new Set(types)];
}
