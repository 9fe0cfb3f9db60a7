import { Components } from './components.js';
import type { JsonApiOptions } from '../json-api.options.js';
import type { JsonSchema } from '../definition/json-schema.js';
import type { OpenApiOptions } from './open-api.options.js';
import { ownPaths, OWN_TAG } from './own-paths.js';
import { operation } from './operation.js';
import { definitionsOf, placeOf } from './place.js';
import type { Route } from './routes.js';

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string };
  jsonSchemaDialect: string;
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  components: Sections;
}

/** Returns the routes as an OpenAPI document (OpenAPI 3.1.1). */
export function openApiDocument(
  routes: readonly Route[],
  limits: JsonApiOptions,
  options: OpenApiOptions,
): OpenApiDocument {
  const { title, version, description, serverUrl, requestIdHeader, contribution } = options;
  requireUnique(routes.map(({ operationId }) => operationId));
  const components = new Components();
  const definitions = definitionsOf(routes);
  const context = { components, definitions, limits, options };
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, context) };
  }
  const types = [...new Set(routes.map((route) => placeOf(route, definitions).type))];
  const document: OpenApiDocument = {
    openapi: '3.1.1',
    info: { title, version, description },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: serverUrl }],
    tags: [...types.map((name) => ({ name })), ...contribution.tags, OWN_TAG],
    paths: { ...paths, ...contribution.paths, ...ownPaths },
    components: merged(components.toJSON(), contribution.components),
  };
  return withCommonHeaders(document, requestIdHeader);
}

type Sections = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;

function merged(own: Sections, contributed: Sections): Sections {
  const names = new Set([...Object.keys(own), ...Object.keys(contributed)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...own[name], ...contributed[name] }]),
  );
}

function requireUnique(operationIds: readonly string[]): void {
  const twice = operationIds.find((id, at) => operationIds.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`two routes would be described as ${twice}`);
}

/** Adds to every answer the headers with the request id and the limits of the client. */
function withCommonHeaders(document: OpenApiDocument, header: string): OpenApiDocument {
  const headers = {
    [header]: { $ref: '#/components/headers/RequestId' },
    ...mapMembers(RATE_LIMITS, (_, name) => ({ $ref: `#/components/headers/${name}` })),
  };
  const withHeader = (response: JsonSchema): JsonSchema =>
    '$ref' in response
      ? response
      : { ...response, headers: { ...(response.headers as object), ...headers } };
  const { paths, components } = document;
  const described = mapMembers(paths, (path) =>
    mapMembers(path, (each) => ({
      ...each,
      responses: mapMembers(each.responses as Record<string, JsonSchema>, withHeader),
    })),
  );
  return {
    ...document,
    paths: described,
    components: {
      ...components,
      responses: mapMembers(components.responses ?? {}, withHeader),
      headers: { ...components.headers, RequestId: REQUEST_ID, ...RATE_LIMITS },
    },
  };
}

const REQUEST_ID = {
  description: 'The id of the request, which is also in the log of the server.',
  schema: { type: 'string' },
};

/** Headers of draft-ietf-httpapi-ratelimit-headers. */
const RATE_LIMITS = {
  RateLimit: {
    description:
      'For an authenticated client: the remaining quota (`r`), and seconds until it is full (`t`).',
    schema: { type: 'string' },
    example: '"requests";r=499;t=1',
  },
  'RateLimit-Policy': {
    description:
      'For an authenticated client: its quotas (`q`), in a window of seconds (`w`) or at a time.',
    schema: { type: 'string' },
    example: '"requests";q=500;w=1, "in-flight";q=100;qu="concurrent-requests"',
  },
};

function mapMembers<Member, Result>(
  object: Readonly<Record<string, Member>>,
  map: (member: Member, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(object).map(([name, member]) => [name, map(member, name)]),
  );
}
