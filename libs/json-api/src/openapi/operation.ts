import type { JsonApiOptions } from '../json-api.options.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { componentName, type Components } from './components.js';
import {
  collectionDocument,
  metaDocument,
  relationshipToMany,
  relationshipToOne,
  resourceDocument,
  withMeta,
} from './document-schemas.js';
import { failureResponses } from './failures.js';
import type { JsonSchema } from '../definition/json-schema.js';
import { answerType, contentOf, requestTypes } from './media-types.js';
import type { OpenApiOptions } from './open-api.options.js';
import { operationsAnswer } from './operations-documents.js';
import { type Place, placeOf } from './place.js';
import { queryParameters } from './query-parameters.js';
import { requestDocument } from './request-documents.js';
import { linkageSchema } from './resource-schemas.js';
import { type Answers, type RouteDescription, shownTypes } from '../route-description.js';
import type { Route } from './routes.js';

export interface DescriptionContext {
  components: Components;
  definitions: ReadonlySet<ResourceDefinition>;
  limits: JsonApiOptions;
  options: OpenApiOptions;
}

/** Returns one route as an Operation Object. */
export function operation(route: Route, context: DescriptionContext): JsonSchema {
  const { operationId, summary, method, path, description } = route;
  const { components, definitions, options } = context;
  const place = placeOf(route, definitions);
  const security = options.securityOf(route.handler);
  const document = requestDocument(route, components);
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(description, context),
    ...headerParameters(route, components),
  ];
  const failures = failureResponses(
    {
      method,
      path,
      takesDocument: document !== undefined,
      isConditional: description.isConditional ?? false,
      isIdempotent: description.isIdempotent ?? false,
      isProtected: security.length > 0,
    },
    context,
  );
  return {
    operationId,
    tags: [place.type],
    summary,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(document && {
      requestBody: {
        required: true,
        content: contentOf(requestTypes(description), document),
      },
    }),
    responses: { ...successes(route, place, components), ...failures },
  };
}

function pathParameters(path: string): JsonSchema[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

/** Descriptions of the request headers. */
const HEADERS = {
  'If-Match': 'Changes the resource only if it still has this entity tag; otherwise 412.',
  'If-None-Match': 'Sends the answer only if it no longer has this entity tag; otherwise 304.',
  'Idempotency-Key': 'The server runs requests with the same key only once.',
  'X-Include': '`totalCount`: the number of all resources, in the header `X-Include-Total-Count`.',
};

function headerParameters(
  { method, description: { isConditional, isIdempotent, collection, linked } }: Route,
  components: Components,
): JsonSchema[] {
  const isTaken = {
    'If-Match': isConditional,
    'If-None-Match': method === 'get',
    'Idempotency-Key': isIdempotent,
    'X-Include': collection ?? linked,
  };
  return Object.entries(HEADERS)
    .filter(([name]) => isTaken[name as keyof typeof HEADERS])
    .map(([name, description]) =>
      components.parameter(componentName(name), () => ({
        name,
        in: 'header',
        description,
        schema: { type: 'string' },
      })),
    );
}

function successes(route: Route, place: Place, components: Components): Record<string, JsonSchema> {
  const byDefault: Answers = { [route.status]: { description: 'Success.' } };
  const { answers = byDefault } = route;
  const { description } = route;
  if (description.exported) return exportedFile(description.exported);
  const document = answerDocument(route, place, components);
  const created = createdDocument(route, components);
  const responses = Object.entries(answers).map(([status, answer]) => {
    const shown = Number(status) === 201 ? (created ?? document) : document;
    return [status, success(Number(status), answer, { document: shown, description })];
  });
  const isHidden = { description: HIDDEN };
  const isEmpty = { description: 'Success. No result has data.' };
  const unchanged = { description: 'Unchanged: the tag matches `If-None-Match`.' };
  return {
    ...(mayHide(route) && 200 in answers && { 204: isHidden }),
    ...(description.operations && { 204: isEmpty }),
    ...Object.fromEntries(responses),
    ...(route.method === 'get' && { 304: unchanged }),
  } as Record<string, JsonSchema>;
}

function exportedFile({ mediaType }: { mediaType: string }): Record<string, JsonSchema> {
  const content = contentOf([mediaType], { type: 'string' });
  return { 200: { description: 'All matches, as a file.', content } };
}

const HIDDEN = 'Success. Replaces 200 for a token that lacks the read scope of the resource.';

/** True when some callers may change the resource and not read it. */
function mayHide({ method, description }: Route): boolean {
  return method !== 'get' && !description.operations && shownTypes(description).length > 0;
}

/** Returns the answer for a caller that creates a resource without the scope to read it. */
function createdDocument(route: Route, components: Components): JsonSchema | undefined {
  const { resource } = route.description;
  return resource && mayHide(route)
    ? resourceDocument(resource, components, { isCreated: true })
    : undefined;
}

function success(
  status: number,
  { description, meta, data = true }: Answers[number],
  { document, description: route }: { document?: JsonSchema; description: RouteDescription },
): JsonSchema {
  if (status === 204) return { description: 'Success.', ...(route.deletion && DELETED_COUNT) };
  const schema =
    data && document ? (meta ? withMeta(document, meta) : document) : metaDocument(meta ?? {});
  return {
    description,
    headers: { ETag: ETAG, ...(status === 201 && { Location: LOCATION }) },
    content: contentOf([answerType(route)], schema),
  };
}

const ETAG = {
  description: 'The entity tag, for `If-Match` and `If-None-Match`; not every answer has one.',
  schema: { type: 'string' },
};

const DELETED_COUNT = {
  headers: {
    'X-Include-Deleted-Count': {
      description: 'The number of resources that matched; all of them are deleted.',
      schema: { type: 'integer', minimum: 0 },
    },
  },
};

const LOCATION = {
  description: 'The address of the resource.',
  schema: { type: 'string', format: 'uri-reference' },
};

/** Returns the answer that the parameters of a route determine. */
function answerDocument(
  { description: { collection, resource, linked, operations } }: Route,
  { relationship, isRelationship }: Place,
  components: Components,
): JsonSchema | undefined {
  if (operations) return operationsAnswer(components);
  if (isRelationship && relationship && 'property' in relationship) {
    return relationshipToOne(linkageSchema(relationship, components));
  }
  if (linked) return relationshipToMany(linked.type, components);
  if (collection) return collectionDocument(collection, components);
  if (!resource) return undefined;
  const mayBeNull = Boolean(relationship && 'property' in relationship && relationship.nullable);
  return resourceDocument(resource, components, { mayBeNull });
}
