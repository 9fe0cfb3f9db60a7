/**
 * Makes the collections for Postman and Bruno from the OpenAPI documents of running servers:
 *
 *     node examples/postman/generate.mjs http://localhost:3000 http://localhost:3001
 */
import { writeFile } from 'node:fs/promises';

/** The format of Postman, which Bruno and Insomnia import as well. */
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const STORE_TOKEN = "pm.collectionVariables.set('token', pm.response.json().access_token);";

/** Returns the collection of one OpenAPI document. It has no ids and times, so it changes only with the API. */
export function collectionOf(api) {
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const folders = api.tags
    .map(({ name }) => ({
      name,
      item: operations
        .filter(({ operation }) => operation.tags[0] === name)
        .map((each) => itemOf(api, each)),
    }))
    .filter(({ item }) => item.length > 0);
  const token = operations.find(({ path }) => path === '/oauth2-token');
  return {
    info: { name: api.info.title, schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: ['url', 'clientId', 'clientSecret', 'token'].map((key) => ({ key, value: '' })),
    item: [tokenRequest(token.operation), ...folders],
  };
}

function tokenRequest({ summary }) {
  const fields = {
    grant_type: 'client_credentials',
    client_id: '{{clientId}}',
    client_secret: '{{clientSecret}}',
  };
  const urlencoded = Object.entries(fields).map(([key, value]) => ({ key, value }));
  return {
    name: summary,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: [STORE_TOKEN] } }],
    request: {
      method: 'POST',
      auth: { type: 'noauth' },
      url: '{{url}}/oauth2-token',
      body: { mode: 'urlencoded', urlencoded },
    },
  };
}

function itemOf(api, { path, method, operation: { summary, security, requestBody } }) {
  const [type, { schema } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const isPublic = !security?.some((each) => Object.values(each).flat().length > 0);
  const isOfApi = !isPublic && path.startsWith('/api/');
  const request = {
    method: method.toUpperCase(),
    ...(isPublic && { auth: { type: 'noauth' } }),
    header: isOfApi ? [{ key: 'Content-Type', value: mediaType(type) }] : [],
    url: `{{url}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  };
  if (type?.includes('json')) {
    request.body = { mode: 'raw', raw: JSON.stringify(sample(api, schema), null, 2) };
  } else if (schema) {
    const urlencoded = Object.keys(resolve(api, schema).properties).map((key) => ({
      key,
      value: '',
    }));
    request.body = { mode: 'urlencoded', urlencoded };
  }
  return { name: summary, request };
}

const mediaType = (type = 'application/vnd.api+json') => type;

function resolve(api, part) {
  if (!part?.$ref) return part ?? {};
  const names = part.$ref.slice(2).split('/');
  return resolve(
    api,
    names.reduce((parent, name) => parent[name], api),
  );
}

/** Returns an example of the schema with the required members only. */
function sample(api, part) {
  const schema = resolve(api, part);
  if (schema.const !== undefined) return schema.const;
  if (schema.example !== undefined) return schema.example;
  if (schema.examples !== undefined) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  if (schema.oneOf ?? schema.anyOf) return sample(api, (schema.oneOf ?? schema.anyOf)[0]);
  const [type] = [schema.type].flat();
  if (type === 'object') {
    const names = schema.required ?? Object.keys(schema.properties ?? {});
    return Object.fromEntries(names.map((name) => [name, sample(api, schema.properties?.[name])]));
  }
  if (type === 'array') return [sample(api, schema.items)];
  return { boolean: true, integer: schema.minimum ?? 0, number: 0 }[type] ?? '';
}

const [, program, ...urls] = process.argv;
if (program === import.meta.filename) {
  const sides = ['backoffice', 'storefront'];
  if (urls.length !== sides.length) throw new Error('give the URLs of both sides');
  for (const [at, side] of sides.entries()) {
    const response = await fetch(`${urls[at]}/api/openapi.json`);
    const text = `${JSON.stringify(collectionOf(await response.json()), null, 2)}\n`;
    await writeFile(new URL(`${side}.postman_collection.json`, import.meta.url), text);
  }
}
