import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

/**
 * Random query strings and documents that are almost valid. They mix supported names and values with
 * unsupported ones, other alphabets, SQL, and values that are too large, too deep or empty.
 */

/** Texts in all values that could be mistaken for SQL; no statement may contain them. */
export const MARKERS = ['mArKeD', '8675309', '2020-01-31', 'Jan 31 2020', '0193e4a0'];

const FIELDS = (
  'id type username email firstName lastName birthday enabled createdAt name description scopes ' +
  'side owner client roles customer users expiresAt unusedSince jti action subjectId label jwks'
).split(' ');
const STRANGE = [
  '',
  'nonsense',
  '__proto__',
  'constructor',
  'toString',
  '_',
  'é',
  'a.b',
  '@id',
  '0',
];
const TYPES = ['users', 'roles', 'customers', 'customer-users', 'oauth-clients', 'audit-events'];
const OPERATORS = 'eq neq gt gte lt lte contains starts-with ends-with exists evil ='.split(' ');
const VALUES = [
  '',
  '1',
  '0',
  '-1',
  '8675309',
  '99999999999999999999',
  '1e400',
  'NaN',
  'true',
  'false',
  'null',
  '2020-01-31',
  '2020-01-31T09:30:00Z',
  '2020-02-30',
  '275760-09-13',
  '8675309..9',
  '0193e4a0-7c1d-7000-8000-0123456789ab',
  '..',
  '1..',
  '..mArKeD',
  '%',
  '_',
  '\\',
  '\0',
  "mArKeD'; DROP TABLE roles; --",
  "' OR 'mArKeD'='mArKeD",
  'mArKeD"',
  '$1',
  ') mArKeD (',
  'mArKeD@example.com',
  'Žofie 日本 👩‍🚀',
  '\u202e',
  '\ufffe',
  'mArKeD'.repeat(500),
  '*',
  '::1',
];

const field = fc.constantFrom(...FIELDS, ...STRANGE);
const type = fc.constantFrom(...TYPES, ...STRANGE);
const value = fc.oneof(
  fc.constantFrom(...VALUES),
  fc.string({ unit: 'binary', maxLength: 20 }).map((tail) => `mArKeD${tail}`),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

function list(member: Arbitrary<string>, separator = ','): Arbitrary<string> {
  const members = fc.array(member, { maxLength: 4 }).map((found) => found.join(separator));
  // More members than any list may have.
  return fc.oneof({ weight: 30, arbitrary: members }, fc.constant('id,'.repeat(200)));
}

const path = list(field, '.');
const sortKey = fc.tuple(fc.constantFrom('', '-', '--'), path).map((parts) => parts.join(''));

/** A supported parameter: its name, and a value of the right form. */
const meant = fc.oneof(
  fc.tuple(
    field.map((name) => `filter[${name}]`),
    list(value),
  ),
  fc.tuple(
    fc.tuple(field, fc.constantFrom(...OPERATORS)).map(([name, op]) => `filter[${name}][${op}]`),
    list(value),
  ),
  fc.tuple(fc.constant('filter[search]'), value),
  fc.tuple(
    type.map((name) => `fields[${name}]`),
    list(field),
  ),
  fc.tuple(fc.constant('sort'), list(sortKey)),
  fc.tuple(fc.constant('include'), list(path)),
  fc.tuple(
    fc.constantFrom('page[number]', 'page[size]'),
    fc.oneof(
      fc.integer({ min: -1, max: 101 }).map(String),
      value.filter((one) => one !== '8675309'),
    ),
  ),
  fc.tuple(fc.constantFrom('page[after]', 'page[before]', 'page[total]'), value),
);

const text = value.filter((one) => one !== '' && !/[\0,]|\.\./.test(one));
const time = fc.constantFrom('2020-01-31T09:30:00Z', '2020-01-31T09:30:00.5+02:00');
const operator = (...names: string[]) => fc.constantFrom('', ...names.map((name) => `[${name}]`));

const textOperator = fc.constantFrom('[contains]', '[starts-with]', '[ends-with]');
const findable = fc.constantFrom('mArKeD', "mArKeD'; --", '%mArKeD_', "x' OR 'mArKeD", '8675309');

/** Parameters that a list of back-office users accepts, each on its own. */
const sound = fc.oneof(
  named(['username', 'email', 'firstName', 'lastName'], operator('eq', 'neq'), list(text)),
  named(['createdAt', 'updatedAt'], operator('gt', 'gte', 'lt', 'lte'), time),
  named(['username', 'email', 'firstName'], textOperator, findable),
  fc.tuple(fc.constant('filter[search]'), findable),
  named(['enabled'], operator('eq', 'neq'), fc.constantFrom('true', 'false', 'true,false')),
  named(['id'], operator(), list(fc.constantFrom('1', '8675309', "mArKeD'"))),
  fc.tuple(
    fc.constantFrom('sort'),
    fc.constantFrom('-id', 'email,-lastName', 'createdAt,id', '-username', 'firstName'),
  ),
  fc.tuple(fc.constant('fields[users]'), fc.constantFrom('', 'email', 'birthday,roles', 'roles')),
  fc.tuple(fc.constant('page[size]'), fc.integer({ min: 1, max: 100 }).map(String)),
  fc.tuple(fc.constant('page[number]'), fc.integer({ min: 1, max: 9999 }).map(String)),
);

function named(names: string[], operators: Arbitrary<string>, values: Arbitrary<string>) {
  const name = fc.tuple(fc.constantFrom(...names), operators);
  return fc.tuple(
    name.map(([of, op]) => `filter[${of}]${op}`),
    values,
  );
}

const junk = fc.tuple(
  fc.oneof(
    field,
    value,
    fc.constantFrom('filter', 'page', 'fields', 'filter[', 'filter[]', 'page[]', 'sort[]', '[x]'),
  ),
  value,
);

export type Parameter = [name: string, value: string];

/** The parameters of one request, in order; a name may appear twice. */
export const parameters: Arbitrary<Parameter[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: meant },
    { weight: 6, arbitrary: sound },
    { weight: 1, arbitrary: junk },
  ),
  { maxLength: 5 },
);

/** The parameters of one request for users; no name appears twice, and few are rejected. */
export const soundParameters: Arbitrary<Parameter[]> = fc.uniqueArray(sound, {
  maxLength: 5,
  selector: ([name]) => name,
});

/** A query string with encoded or literal brackets; sometimes entirely malformed. */
export const queryString: Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(parameters, fc.boolean())
      .map(([found, isEncoded]) => toQuery(found, isEncoded)),
  },
  fc
    .array(fc.constantFrom('%', '%zz', '%00', '%ff', '&', '=', '+', '[', ']', 'sort', '%F0%9F'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

function toQuery(found: Parameter[], isEncoded: boolean): string {
  const query = new URLSearchParams(found).toString();
  return isEncoded ? query : query.replaceAll('%5B', '[').replaceAll('%5D', ']');
}

const deep = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.boolean())
  .map(([depth, isList]) => nest(depth, isList));

function nest(depth: number, isList: boolean): unknown {
  let nested: unknown = 'mArKeD';
  for (let level = 0; level < depth; level += 1) nested = isList ? [nested] : { a: nested };
  return nested;
}

const anything = fc.oneof(
  { weight: 5, arbitrary: value },
  fc.jsonValue({ maxDepth: 3 }),
  deep,
  fc.constantFrom(null, true, 0, -0, 1.5, 2 ** 31, 1e300, [], {}, '2020-01-31'),
  fc.array(value, { maxLength: 3 }),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((head) => `${head}\ud800`),
);

/** A valid value, sometimes an invalid one. */
function mostly(arbitrary: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: anything });
}

function record(members: Record<string, Arbitrary<unknown>>): Arbitrary<object> {
  const known = fc.record(members, { requiredKeys: [] });
  const strange = fc.dictionary(fc.oneof(field, value), anything, { maxKeys: 1 });
  return fc.tuple(known, fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, strange)).map(merge);
}

/** Returns `{ ...one, ...other }`, with `__proto__` as an ordinary member. */
function merge([one, other]: [object, object]): object {
  return Object.fromEntries([...Object.entries(one), ...Object.entries(other)]);
}

const identifier = record({
  type: mostly(type),
  id: mostly(fc.constantFrom('1', '2', '8675309', '99999999999999999999', 'x')),
  lid: anything,
  meta: anything,
});
const linkage = mostly(fc.oneof(fc.constant(null), identifier, fc.array(identifier)));
const relationship = mostly(record({ data: linkage, links: anything, meta: anything }));
const attributes = mostly(
  fc.oneof(
    fc.dictionary(field, anything, { maxKeys: 4 }),
    record({
      username: mostly(fc.string({ minLength: 3, maxLength: 40, unit: 'grapheme' })),
      email: mostly(fc.emailAddress()),
      firstName: mostly(fc.constantFrom('Ada', "O'mArKeD")),
      lastName: mostly(fc.constant('Lee')),
      birthday: mostly(fc.constantFrom('2020-01-31', null)),
      enabled: mostly(fc.boolean()),
      name: mostly(value),
      scopes: mostly(fc.subarray(['users:read', 'roles:read'])),
    }),
  ),
);

/** Returns documents, mostly of the resource `1` of this type. */
export function requestDocument(own: string): Arbitrary<unknown> {
  const ownType = fc.oneof({ weight: 9, arbitrary: fc.constant(own) }, mostly(type));
  const resource = record({
    type: ownType,
    id: fc.oneof({ weight: 9, arbitrary: fc.constant('1') }, anything),
    lid: anything,
    attributes,
    relationships: mostly(fc.dictionary(field, relationship, { maxKeys: 3 })),
    links: anything,
    meta: anything,
  });
  // Without an id, as in a creation.
  const created = fc.record({ type: ownType, attributes });
  const data = fc.oneof({ weight: 4, arbitrary: resource }, created, fc.array(identifier));
  const document = record({
    data: mostly(data),
    included: anything,
    jsonapi: anything,
    links: anything,
    meta: anything,
  });
  return mostly(fc.oneof(document, fc.record({ data })));
}

/** Returns documents as text, sometimes truncated. */
export function requestBody(own: string): Arbitrary<string> {
  const part = fc.oneof(
    { weight: 15, arbitrary: fc.constant(1) },
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  return fc.tuple(requestDocument(own), part).map(([document, kept]) => {
    const body = JSON.stringify(document);
    return body.slice(0, Math.ceil(body.length * kept));
  });
}
