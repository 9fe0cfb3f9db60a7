import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { malformed } from '../request/resource-object.js';
import { isJsonObject } from '../definition/json-object.js';
import type { AtomicResource } from './atomic-resource.js';
import type { Operation, Ref } from './operation.js';

/** The target of an operation; without `id` and `lid`, a resource to be added. */
export interface Target extends Ref {
  /** The member of the operation that identifies the target. */
  source: '/ref' | '/href' | '/data';
}

/** @throws JsonApiError 400 when the operation has no valid target, or `unsupported_operation` */
export function targetOf(
  { op, ref, href, data }: Operation,
  resources: readonly AtomicResource<never>[],
): Target {
  if (ref) return { ...ref, source: '/ref' };
  if (href !== undefined) return { ...readHref(href, resources), source: '/href' };
  if (!isJsonObject(data) || typeof data.type !== 'string') {
    throw new JsonApiError(malformed('data must be a resource object with a type', '/data'));
  }
  const { type } = data;
  if (op === 'add') return { type, source: '/data' };
  const { id, lid } = data;
  if (typeof id === 'string') return { type, id, source: '/data' };
  if (typeof lid === 'string') return { type, lid, source: '/data' };
  throw new JsonApiError(malformed('data must have id or lid, a string', '/data'));
}

/** Returns the operations of a type. @throws JsonApiError 400 `unsupported_operation` */
export function resourceOf<By>(
  { type, source }: Target,
  resources: readonly AtomicResource<By>[],
): AtomicResource<By> {
  const found = resources.find(({ definition }) => definition.type === type);
  if (found) return found;
  const types = resources.map(({ definition }) => definition.type).join(', ');
  const pointer = source === '/href' ? source : `${source}/type`;
  throw unsupported(`operations change resources of the types ${types}`, pointer);
}

export function unsupported(detail: string, pointer: string): JsonApiError {
  return new JsonApiError({
    status: 400,
    code: 'unsupported_operation',
    detail,
    source: { pointer },
  } satisfies ErrorObject);
}

/** Reads a path as it appears in the links of this API, without a query. */
function readHref(href: string, resources: readonly AtomicResource<never>[]): Ref {
  for (const { definition } of resources) {
    const { type, path } = definition;
    if (href === path) return { type };
    if (!href.startsWith(`${path}/`)) continue;
    const segments = href.slice(path.length + 1).split('/');
    const [id, kind, relationship] = segments.map(decode);
    if (segments.length === 1 && id) return { type, id };
    const isRelationship = segments.length === 3 && kind === 'relationships';
    if (isRelationship && id && relationship) return { type, id, relationship };
  }
  const paths = resources.map(({ definition }) => definition.path).join(', ');
  const detail = `href must be one of ${paths}, or lead to a resource there or to its relationship`;
  throw unsupported(detail, '/href');
}

/** Returns undefined for a malformed escape. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
