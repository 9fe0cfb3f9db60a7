import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerUserResource } from '../../apps/backoffice/src/customer-users/customer-user.resource.js';
import { customerResource } from '../../apps/backoffice/src/customers/customer.resource.js';
import { oauthClientSecretResource } from '../../apps/backoffice/src/oauth-client-secrets/oauth-client-secret.resource.js';
import { oauthClientResource } from '../../apps/backoffice/src/oauth-clients/oauth-client.resource.js';
import { roleResource } from '../../apps/backoffice/src/roles/role.resource.js';
import { userResource as staffUser } from '../../apps/backoffice/src/users/user.resource.js';
import { userResource as customerUser } from '../../apps/storefront/src/users/user.resource.js';
import type { ResourceDefinition } from '#json-api';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';
import {
  exampleOf,
  isEnumerated,
  otherResources,
  tableOf,
  type WrittenResource,
} from '../support/resources.js';

/** `Zoë` typed with a combining accent, and stored as one composed letter. */
const TYPED = 'Zoe\u0308';
const STORED = 'Zo\u00EB';

/** String attributes chosen by a program, not typed by a person. */
const NO_TEXTS = new Set(['side', 'role', 'jwksUri']);

/** Resources without an example here, by type. */
const OTHERS: Record<string, WrittenResource> = Object.fromEntries(
  otherResources('backoffice').map((resource) => [resource.definition.type, resource]),
);

const RESOURCES: Record<string, ResourceDefinition> = {
  'users of the back office': staffUser,
  customers: customerResource,
  'people of customers': customerUserResource,
  roles: roleResource,
  clients: oauthClientResource,
  secrets: oauthClientSecretResource,
  'users of the storefront': customerUser,
  ...Object.fromEntries(
    Object.values(OTHERS).map(({ definition }) => [definition.type, definition]),
  ),
};

let applications: TestApplications;
let backoffice: Api;
let storefront: Api;
const ids: Record<string, string> = {};

beforeAll(async () => {
  applications = await startApplications();
  const kinds = [
    'users',
    'customers',
    'customer-users',
    'roles',
    'clients',
    ...Object.keys(OTHERS),
  ];
  backoffice = await apiOf(
    applications.backoffice,
    [...kinds.flatMap((kind) => [`${kind}:read`, `${kind}:write`]), 'clients:admin'].join(' '),
  );
  storefront = await apiOf(applications.storefront, 'users:read users:write');
  for (const [name, definition] of Object.entries(RESOURCES)) {
    ids[name] = await create(name, definition, {});
  }
});
afterAll(async () => applications.stop());

const apiFor = (name: string) => (name === 'users of the storefront' ? storefront : backoffice);

let made = 0;

function required(name: string): object {
  if (OTHERS[name]) return exampleOf(OTHERS[name], `text ${++made}`);
  const person = { firstName: 'A', lastName: 'B', email: `person${++made}@example.com` };
  if (name === 'users of the back office') return { ...person, username: `person${made}` };
  if (name === 'customers') return { name: 'Acme' };
  if (name === 'roles') return { name: `Role ${made}`, scopes: [] };
  if (name === 'clients')
    return { name: `client ${made}`, side: 'storefront', scopes: ['users:read'] };
  return name === 'secrets' ? {} : person;
}

async function post(name: string, { type, path }: ResourceDefinition, attributes: object) {
  const client = { data: { type: 'oauth-clients', id: ids.clients } };
  const relationships = name === 'secrets' ? { relationships: { client } } : {};
  const resource = { type, attributes: { ...required(name), ...attributes }, ...relationships };
  return apiFor(name).post(path, resource);
}

async function create(name: string, definition: ResourceDefinition, attributes: object) {
  const { status, body } = await post(name, definition, attributes);
  expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined });
  return body.data.id as string;
}

async function patch(name: string, attributes: object) {
  const { type, path } = RESOURCES[name]!;
  const id = ids[name]!;
  return apiFor(name).patch(`${path}/${id}`, { type, id, attributes });
}

/** Writable string attributes: resource, attribute and type. */
const WRITABLE = Object.entries(RESOURCES).flatMap(([name, { attributes }]) =>
  Object.entries(attributes)
    .filter(([, attribute]) => !attribute!.readOnly)
    .map(([attribute, declared]) => ({
      name,
      attribute,
      type: declared!.type,
      hasEnum: OTHERS[name] !== undefined && isEnumerated(OTHERS[name], attribute),
    })),
);

const TEXTS = WRITABLE.filter(({ type }) => ['identifier', 'name', 'prose'].includes(type));

/** Puts text into a valid value of the attribute; an e-mail address needs a host. */
const within = (attribute: string, text: string, host = 'example.com') =>
  attribute === 'email' ? `${text}@${host}` : `x${text}x`;

it('every writable string attribute is a normalized text or a value chosen by a program', () => {
  const others = WRITABLE.filter(({ type, hasEnum }) => type === 'string' && !hasEnum).map(
    ({ attribute }) => attribute,
  );
  expect(others.filter((attribute) => !NO_TEXTS.has(attribute))).toEqual([]);
  expect(TEXTS.filter(({ name }) => !OTHERS[name])).toHaveLength(29);
});

describe.each(TEXTS)('$attribute of $name', ({ name, attribute, type }) => {
  it('is stored in Unicode NFC', async () => {
    // Both sides' users are in one table, so each needs its own host.
    const host = `${name === 'users of the storefront' ? 'shop' : 'office'}.example`;
    const { body } = await patch(name, { [attribute]: within(attribute, TYPED, host) });
    expect(body.data.attributes[attribute]).toBe(within(attribute, STORED, host));
  });

  it.each([
    ['a zero-width space', 'a\u200Bb', 'U+200B'],
    ['a bidi override', 'a\u202Eb', 'U+202E'],
    ['a private character', 'a\uE000b', 'U+E000'],
    ['an escape', 'a\u001Bb', 'U+001B'],
  ])('is rejected with %s, and the error names the character', async (_, text, character) => {
    const { status, body } = await patch(name, { [attribute]: within(attribute, text) });
    expect({ status, errors: body.errors }).toEqual({
      status: 422,
      errors: [
        expect.objectContaining({
          code: 'validation_failed',
          detail: `${attribute} must not contain the character ${character}`,
          source: { pointer: `/data/attributes/${attribute}` },
        }),
      ],
    });
  });

  it('may have spaces at its ends and line breaks only when it is prose', async () => {
    const answers = [
      await patch(name, { [attribute]: ` ${within(attribute, '')}` }),
      await patch(name, { [attribute]: `${within(attribute, 'a')}\u00A0` }),
      await patch(name, { [attribute]: '   ' }),
      await patch(name, { [attribute]: `a\nb` }),
    ];
    const expected = type === 'prose' ? 200 : 422;
    expect(answers.map(({ status }) => status)).toEqual([expected, expected, expected, expected]);
  });
});

describe('a unique text attribute', () => {
  it.each([
    [
      'users of the back office',
      'email',
      within('email', 'rene\u0301'),
      within('email', 'REN\u00C9'),
    ],
    ['users of the back office', 'username', 'rene\u0301', 'Ren\u00E9'],
    ['people of customers', 'email', within('email', 'rene\u0301'), within('email', 'ren\u00E9')],
    ['roles', 'name', 'Cafe\u0301', 'caf\u00E9'],
    ['clients', 'name', 'cafe\u0301', 'caf\u00E9'],
  ])('of %s is unique in both Unicode forms: %s', async (name, attribute, first, second) => {
    await create(name, RESOURCES[name]!, { [attribute]: first });
    const { status, body } = await post(name, RESOURCES[name]!, { [attribute]: second });
    expect({ status, errors: body.errors }).toMatchObject({
      status: 409,
      errors: [{ source: { pointer: `/data/attributes/${attribute}` } }],
    });
  });
});

describe('a filter with a decomposed (NFD) value', () => {
  beforeAll(async () => {
    const attributes = { email: 'grażyna@example.com', firstName: 'Grażyna', lastName: 'Wójcik' };
    ids.found = await create('people of customers', customerUserResource, attributes);
  });

  const decomposed = (query: string) => encodeURI(query.normalize('NFD'));
  const found = async (query: string) => {
    const { status, body } = await backoffice.get(`/api/customer-users?${decomposed(query)}`);
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    return body.data.map(({ id }: { id: string }) => id);
  };

  it.each([
    'filter[email]=GRAŻYNA@example.com',
    'filter[lastName]=Wójcik',
    'filter[lastName]=Wójcik,Nowak',
    'filter[lastName][contains]=wójc',
    'filter[lastName][starts-with]=wó',
    'filter[lastName][ends-with]=ójcik',
    'filter[search]=grażyna wójcik',
  ])('finds the row: %s', async (query) => {
    expect(await found(query)).toEqual([ids.found]);
  });

  it('filter[lastName][neq] leaves the row out', async () => {
    expect(await found('filter[lastName][neq]=Wójcik')).not.toContain(ids.found);
  });

  it('deletes the row', async () => {
    const path = `/api/customer-users?${decomposed('filter[lastName]=Wójcik')}`;
    expect((await backoffice.delete(path)).status).toBe(204);
    expect(await found('filter[email]=grażyna@example.com')).toEqual([]);
  });
});

describe('a letter whose lower case is ambiguous', () => {
  const people = RESOURCES['people of customers']!;

  it.each([
    ['users of the back office', 'username', 'sh\u0130p', 'U+0130'],
    ['users of the back office', 'email', 'J\u030Can@example.com', 'U+004A U+030C'],
    ['people of customers', 'email', 'mate@sh\u0130p.example', 'U+0130'],
    ['users of the storefront', 'email', '\u017Fam@example.com', 'U+017F'],
  ])('is rejected in %s, %s', async (name, attribute, text, characters) => {
    const { status, body } = await post(name, RESOURCES[name]!, { [attribute]: text });
    const noun = characters.includes(' ') ? 'characters' : 'character';
    expect({ status, errors: body.errors }).toMatchObject({
      status: 422,
      errors: [
        {
          code: 'validation_failed',
          detail: `${attribute} must not contain the ${noun} ${characters}, whose lower case is ambiguous`,
          source: { pointer: `/data/attributes/${attribute}` },
        },
      ],
    });
  });

  it.each(['', '[neq]', '[contains]', '[starts-with]', '[ends-with]'])(
    'is rejected in filter[email]%s, so that it finds and deletes nobody',
    async (operator) => {
      const email = `victim${operator.replaceAll(/\W/g, '')}@shop.example`;
      const id = await create('people of customers', people, { email });
      const filter = `filter[email]${operator}`;
      const path = `${people.path}?${filter}=${encodeURIComponent(email.replace('i', '\u0130'))}`;
      for (const answer of [await backoffice.get(path), await backoffice.delete(path)]) {
        expect(refusals(answer)).toEqual([`400 invalid_parameter ${filter}`]);
      }
      expect((await backoffice.get(`${people.path}/${id}`)).status).toBe(200);
    },
  );
});

const TABLES: Record<string, string> = {
  'users of the back office': 'staff_users',
  customers: 'customers',
  'people of customers': 'customer_users',
  roles: 'roles',
  clients: 'oauth_clients',
  secrets: 'oauth_client_secrets',
  ...Object.fromEntries(Object.entries(OTHERS).map(([name, other]) => [name, tableOf(other)])),
};

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe.each(Object.entries(TABLES))('the table of %s', (name, table) => {
  const columns = TEXTS.filter((text) => text.name === name).map(({ attribute }) => attribute);
  it.each(columns.map(snake))('rejects a text that is not in NFC in %s', async (column) => {
    await expect(
      applications.database.query(`UPDATE ${table} SET ${column} = $1`, [TYPED]),
    ).rejects.toThrow(`violates check constraint "${table}_${column}_normal"`);
  });
});
