import type { JsonApiOptions } from '../json-api.options.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Components } from './components.js';
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
import { CHANGED, DELETED_COUNT, ETAG, headerParameters, LOCATION } from './headers.js';
import { answerType, contentOf, requestTypes } from './media-types.js';
import type { OpenApiOptions } from './open-api.options.js';
import { operationsAnswer } from './operations-documents.js';
import { type Place, placeOf } from './place.js';
import { queryParameters } from './query-parameters.js';
import { requestDocument } from './request-documents.js';
import { linkageSchema } from './resource-schemas.js';
import { type Answers, shownTypes } from '../route-description.js';
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
  const isProtected = security.length > 0;
  const document = requestDocument(route, components);
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(description, context),
    ...headerParameters(route, { components, isProtected }),
  ];
  const failures = failureResponses(
    {
      method,
      path,
      takesDocument: document !== undefined,
      isConditional: description.isConditional ?? false,
      isIdempotent: description.isIdempotent ?? false,
      isProtected,
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

function successes(route: Route, place: Place, components: Components): Record<string, JsonSchema> {
  const byDefault: Answers = { [route.status]: { description: 'Success.' } };
  const { answers = byDefault } = route;
  const { description } = route;
  if (description.exported) return exportedFile(description.exported);
  const document = answerDocument(route, place, components);
  const created = createdDocument(route, components);
  const responses = Object.entries(answers).map(([status, answer]) => {
    const shown = Number(status) === 201 ? (created ?? document) : document;
    return [status, success(Number(status), answer, { document: shown, route })];
  });
  const isHidden = { description: HIDDEN, headers: CHANGED };
  const isEmpty = { description: 'Success. No result has data.', headers: CHANGED };
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
  { document, route }: { document?: JsonSchema; route: Route },
): JsonSchema {
  if (status === 204) {
    return {
      description: 'Success.',
      headers: { ...CHANGED, ...(route.description.deletion && DELETED_COUNT) },
    };
  }
  const schema =
    data && document ? (meta ? withMeta(document, meta) : document) : metaDocument(meta ?? {});
  return {
    description,
    headers: {
      ...ETAG,
      ...(status === 201 && LOCATION),
      ...(route.method !== 'get' && CHANGED),
    },
    content: contentOf([answerType(route.description)], schema),
  };
}

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
