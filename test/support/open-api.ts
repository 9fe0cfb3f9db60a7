import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Answer } from './requests.js';

/** The members of an OpenAPI document that tests use. */
export interface OpenApiDocument {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; security: object[]; responses: object }>
  >;
  components: Record<string, Record<string, object>>;
}

export async function openApiDocument({ url }: { url: string }): Promise<OpenApiDocument> {
  const response = await fetch(`${url}/api/openapi.json`);
  expect(response.status).toBe(200);
  return (await response.json()) as OpenApiDocument;
}

/** Returns every operation of the document, such as `GET /api/users/{id}`. */
export function operationsOf({ paths }: OpenApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Returns `GET /api/users/{id}` for `GET /api/users/7`. A literal path precedes one with parameters. */
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

/** Checks answers against the schemas of the document. */
export class DescribedAnswers {
  readonly errors: object[] = [];

  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });

  /** Checks the answers to requests with `fields`, which need not have all attributes. */
  #sparse?: DescribedAnswers;

  constructor(readonly document: OpenApiDocument) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(closed(document) as OpenApiDocument, 'document');
  }

  /** Checks an answer like `check`; `query` is that of the request. */
  checkAnswerTo(answer: Answer, operation: string, query: string): void {
    if (!/\bfields(\[|%5B)/i.test(query)) return this.check(answer, operation);
    this.#sparse ??= new DescribedAnswers(withoutRequired(this.document) as OpenApiDocument);
    this.#sparse.check(answer, operation);
    this.errors.push(...this.#sparse.errors.splice(0));
  }

  /** Compiles a component. @throws Error when the component is not a valid schema */
  compile(section: string, name: string): ValidateFunction {
    return this.#schemaAt(['components', section, name]);
  }

  /** Adds to `errors` the violations of the document in an answer to the operation. */
  check({ status, headers, body }: Answer, operation: string): void {
    const [method = '', path = ''] = operation.split(' ');
    const responses = ['paths', path, method.toLowerCase(), 'responses'];
    const isNamed = this.#at([...responses, String(status)]) !== undefined;
    const response = this.#follow([...responses, isNamed ? String(status) : 'default']);
    if (!isNamed && status < 400) {
      this.errors.push({ operation, status, errors: 'is not described' });
      return;
    }
    const content = [...response, 'content'];
    const baseOf = (mediaType: string) => mediaType.split(';', 1)[0];
    const type = baseOf(headers.get('content-type') ?? '');
    const contents = this.#at(content) as object | undefined;
    if (contents === undefined && body === '') return;
    // The described type includes the extension of the route, if there is one; `text/*` is any text.
    const described = Object.keys(contents ?? {}).find(
      (each) => baseOf(each) === type || (each === 'text/*' && type?.startsWith('text/')),
    );
    if (described === undefined) {
      this.errors.push({ operation, status, errors: `${type} is not described` });
      return;
    }
    const validate = this.#schemaAt([...content, described, 'schema']);
    if (!validate(body)) this.errors.push({ operation, status, errors: validate.errors });
  }

  /** Returns the place of a response; a reference leads to a component. */
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

/** Returns the schemas with all attributes of answers optional. */
function withoutRequired(part: unknown, name?: string): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutRequired(each));
  if (typeof part !== 'object' || part === null) return part;
  const members = Object.entries(part)
    .filter(([keyword]) => name !== 'attributes' || keyword !== 'required')
    .map(([each, member]) => [each, withoutRequired(member, each)]);
  return Object.fromEntries(members);
}

/**
 * Returns the schemas with every object closed that lists its members, so that members that are not
 * described are reported. Parts of `allOf` stay open: each describes some of the members.
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
