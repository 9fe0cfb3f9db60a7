/**
 * The response documents of JSON:API 1.1 as a JSON Schema (2020-12), with the members of the
 * Atomic Operations extension. `document-errors.ts` checks the rules that a schema cannot express.
 */

/** "Member Names": the characters that are allowed inside a name and at both ends. */
const END = 'a-zA-Z0-9\\u{80}-\\u{10ffff}';
const MEMBER_NAME = `^[${END}](?:[-_ ${END}]*[${END}])?$`;

/** "@-Members" may appear anywhere and mean nothing. */
const AT_MEMBERS = { '^@': true };

/** The characters of a URI reference (RFC 3986 §4.1); their order is not checked. */
const URI_REFERENCE = "^(?:[-A-Za-z0-9._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$";

const uri = { type: 'string', pattern: URI_REFERENCE };
const link = { $ref: '#/$defs/link' };
const meta = { $ref: '#/$defs/meta' };
const text = { type: 'string', minLength: 1 };

/** Returns the schema of an object with these members and @-members, and no others. */
function members(properties: Record<string, unknown>, required: string[] = []) {
  return {
    type: 'object',
    properties,
    required,
    patternProperties: AT_MEMBERS,
    additionalProperties: false,
  };
}

/** Returns a schema that requires at least one of these members; an @-member does not count. */
function anyOf(...names: string[]) {
  return names.map((name) => ({ required: [name] }));
}

const PAGINATION = { first: link, last: link, prev: link, next: link };

/** "Fields": any member name except `type` and `id`, which identify the resource. */
function fields(value: unknown) {
  return {
    type: 'object',
    propertyNames: {
      anyOf: [{ pattern: '^@' }, { pattern: MEMBER_NAME, not: { enum: ['type', 'id'] } }],
    },
    additionalProperties: value,
  };
}

const identity = {
  type: { type: 'string', pattern: MEMBER_NAME },
  id: text,
};

const resource = members(
  {
    ...identity,
    attributes: fields(true),
    relationships: fields({ $ref: '#/$defs/relationship' }),
    links: members({ self: link }),
    meta,
  },
  ['type', 'id'],
);

const relationship = {
  ...members({
    data: { $ref: '#/$defs/linkage' },
    links: {
      ...members({ self: link, related: link, ...PAGINATION }),
      anyOf: anyOf('self', 'related'),
    },
    meta,
  }),
  anyOf: anyOf('data', 'links', 'meta'),
};

const linkObject = members(
  {
    href: uri,
    rel: text,
    describedby: link,
    title: text,
    type: text,
    hreflang: { anyOf: [text, { type: 'array', items: text }] },
    meta,
  },
  ['href'],
);

/** Exactly one member: "It SHOULD include one of the following members". */
const source = {
  ...members({
    pointer: { type: 'string', pattern: '^(?:/(?:[^~/]|~[01])*)*$' },
    // The name of the parameter in `?=1` is empty.
    parameter: { type: 'string' },
    header: text,
  }),
  oneOf: anyOf('pointer', 'parameter', 'header'),
};

const error = {
  ...members({
    id: text,
    links: members({ about: link, type: link }),
    status: { type: 'string', pattern: '^[45]\\d\\d$' },
    code: text,
    title: text,
    detail: text,
    source,
    meta,
  }),
  anyOf: anyOf('id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'),
};

const jsonapi = members({
  version: { const: '1.1' },
  ext: { type: 'array', items: uri },
  profile: { type: 'array', items: uri },
  meta,
});

const identifier = { $ref: '#/$defs/identifier' };

/** The member of a document with the results of Atomic Operations. */
const ATOMIC_RESULTS = 'atomic:results';

export const JSON_API_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...members({
    data: {
      anyOf: [
        { type: 'null' },
        { $ref: '#/$defs/resource' },
        { type: 'array', items: { $ref: '#/$defs/resource' } },
      ],
    },
    errors: { type: 'array', minItems: 1, items: error },
    meta,
    jsonapi,
    links: members({ self: link, related: link, describedby: link, ...PAGINATION }),
    included: { type: 'array', items: { $ref: '#/$defs/resource' } },
    [ATOMIC_RESULTS]: {
      type: 'array',
      items: members({ data: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/resource' }] }, meta }),
    },
  }),
  anyOf: anyOf('data', 'errors', 'meta', ATOMIC_RESULTS),
  not: { anyOf: [{ required: ['data', 'errors'] }, { required: ['data', ATOMIC_RESULTS] }] },
  dependentRequired: { included: ['data'] },
  $defs: {
    link: { anyOf: [{ type: 'null' }, uri, linkObject] },
    meta: { type: 'object' },
    // In a schema, an identifier is a resource object without fields.
    resource,
    identifier: members({ ...identity, meta }, ['type', 'id']),
    linkage: { anyOf: [{ type: 'null' }, identifier, { type: 'array', items: identifier }] },
    relationship,
  },
};
