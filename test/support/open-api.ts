import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { TestApplication } from './applications.js';
import type { Answer } from './requests.js';

/** An OpenAPI document, as far as tests look into it. */
export interface OpenApiDocument {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; security: object[]; responses: object }>
  >;
  components: Record<string, Record<string, object>>;
}

export async function openApiDocument({ url }: TestApplication): Promise<OpenApiDocument> {
  const response = await fetch(`${url}/api/openapi.json`);
  expect(response.status).toBe(200);
  return (await response.json()) as OpenApiDocument;
}

/** `GET /api/users/{id}` and so on, every operation of the document. */
export function operationsOf({ paths }: OpenApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** `GET /api/users/{id}` for `GET /api/users/7`; a path that is written so goes before a parameter. */
export function operationAt(
  { paths }: OpenApiDocument,
  method: string,
  path: string,
): string | undefined {
  const segments = path.split('/');
  const fits = (template: string) => {
    const parts = template.split('/');
    const isSame = (part: string, index: number) =>
      part === segments[index] || (part.startsWith('{') && segments[index] !== '');
    return parts.length === segments.length && parts.every(isSame);
  };
  const parameters = (template: string) => template.split('{').length;
  const [found] = Object.keys(paths)
    .filter(fits)
    .toSorted((one, other) => parameters(one) - parameters(other));
  const isThere = found !== undefined && Object.hasOwn(paths[found]!, method.toLowerCase());
  return isThere ? `${method} ${found}` : undefined;
}

/** Holds answers against the schemas of the document. */
export class DescribedAnswers {
  readonly faults: object[] = [];

  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(readonly document: OpenApiDocument) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(closed(document) as OpenApiDocument, 'document');
  }

  /** Compiles a component; what is wrong with it is thrown. */
  compile(section: string, name: string): ValidateFunction {
    return this.#schemaAt(['components', section, name]);
  }

  /** Notes what is wrong with an answer to the operation in the eyes of the document. */
  judge({ status, headers, body }: Answer, operation: string): void {
    const [method = '', path = ''] = operation.split(' ');
    const responses = ['paths', path, method.toLowerCase(), 'responses'];
    const isNamed = this.#at([...responses, String(status)]) !== undefined;
    const response = this.#follow([...responses, isNamed ? String(status) : 'default']);
    if (!isNamed && status < 400) {
      this.faults.push({ operation, status, faults: 'is not described' });
      return;
    }
    const content = [...response, 'content'];
    const baseOf = (mediaType: string) => mediaType.split(';', 1)[0];
    const type = baseOf(headers.get('content-type') ?? '');
    const contents = this.#at(content) as object | undefined;
    if (contents === undefined && body === '') return;
    // With the extension, where the documents of a route are of one; `text/*` is any text.
    const described = Object.keys(contents ?? {}).find(
      (each) => baseOf(each) === type || (each === 'text/*' && type?.startsWith('text/')),
    );
    if (described === undefined) {
      this.faults.push({ operation, status, faults: `${type} is not described` });
      return;
    }
    const validate = this.#schemaAt([...content, described, 'schema']);
    if (!validate(body)) this.faults.push({ operation, status, faults: validate.errors });
  }

  /** Where a response really is: a reference leads to a component. */
  #follow(place: string[]): string[] {
    const found = this.#at(place);
    const { $ref } = (found ?? {}) as { $ref?: string };
    return $ref ? $ref.split('/').slice(1) : place;
  }

  #at(place: readonly string[]): unknown {
    return place.reduce<unknown>(
      (part, name) => (part as Record<string, unknown> | undefined)?.[name],
      this.document,
    );
  }

  #schemaAt(place: string[]): ValidateFunction {
    const pointer = place.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'));
    const validate = this.#ajv.getSchema(
      `document#/${pointer.map((name) => encodeURIComponent(name)).join('/')}`,
    );
    if (!validate) throw new Error(`the document has nothing at ${place.join(' ')}`);
    return validate;
  }
}

/**
 * The same with every object closed that lists its members, so that an answer with a
 * member that is not described is found. Not within `allOf`, whose parts have some members each.
 */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const { allOf, ...rest } = part as Record<string, unknown>;
  const members = Object.entries(rest).map(([name, member]) => [name, closed(member)]);
  const lists = rest.type === 'object' && rest.properties !== undefined;
  return {
    ...Object.fromEntries(members),
    ...(lists && { unevaluatedProperties: false }),
    ...(allOf !== undefined && { allOf }),
  };
}
