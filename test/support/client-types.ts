import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import type { OpenApiDocument } from './open-api.js';

type Json = Record<string, unknown>;

/** The sections of components that types of requests and successes use. */
const SECTIONS = ['schemas', 'parameters'];

/**
 * Returns the types of `libs/client` for a document, as TypeScript. They have the JSON:API alone:
 * its queries, its documents and its successes. The client itself sets headers and throws failures.
 */
export async function clientTypes(document: OpenApiDocument, path: string): Promise<string> {
  const types = astToString(await openapiTS(JSON.stringify(withoutFailures(document))));
  return format(types, { ...(await resolveConfig(path)), filepath: path });
}

function withoutFailures({ openapi, paths, components }: OpenApiDocument): object {
  const isApi = (path: string) => /^\/api\/(?!openapi|docs)/.test(path);
  const kept = SECTIONS.map((name) => [name, withoutHeaders(components, name)]);
  return {
    openapi,
    info: { title: 'Latchkey', version: '' },
    paths: map(Object.fromEntries(Object.entries(paths).filter(([path]) => isApi(path))), (item) =>
      map(item as Json, (operation) => success(operation as Json, components)),
    ),
    components: Object.fromEntries(kept),
  };
}

function success(operation: Json, components: OpenApiDocument['components']): Json {
  const {
    parameters = [],
    requestBody,
    responses,
  } = operation as {
    parameters?: Json[];
    requestBody?: { content: Json };
    responses: Record<string, Json>;
  };
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    parameters: parameters.filter((each) => !isHeader(each, components)),
    ...(requestBody && { requestBody: { ...requestBody, content: withoutJson(requestBody) } }),
    responses: map(Object.fromEntries(successes), (answer) => ({
      ...(answer as Json),
      headers: {},
    })),
  };
}

/** Leaves out the media type that is only for other clients. */
function withoutJson({ content }: { content: Json }): Json {
  return Object.fromEntries(
    Object.entries(content).filter(([type]) => type !== 'application/json'),
  );
}

function withoutHeaders(components: OpenApiDocument['components'], section: string): Json {
  const parts = Object.entries(components[section] ?? {});
  return Object.fromEntries(
    parts.filter(([name, part]) => !name.endsWith('Errors') && !isHeader(part as Json, components)),
  );
}

function isHeader({ $ref, in: place }: Json, { parameters = {} }: OpenApiDocument['components']) {
  if (typeof $ref !== 'string') return place === 'header';
  return (parameters[$ref.split('/').at(-1)!] as Json | undefined)?.in === 'header';
}

function map(object: Json, change: (member: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, change(each)]));
}
