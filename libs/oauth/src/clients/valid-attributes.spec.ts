import { describe, expect, it } from 'vitest';
import { ClientChanges, NewClient, NewSecret } from './client-attributes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { validAttributes } from './valid-attributes.js';

const client = { side: 'backoffice', name: 'erp', scopes: ['users:read'] };

/** Returns the error for invalid attributes; fails when they are valid. */
function errorOf(type: new () => object, plain: object): ClientAdministrationError {
  try {
    validAttributes(type, plain);
  } catch (error) {
    return error as ClientAdministrationError;
  }
  throw new Error('the attributes are valid');
}

describe('attributes of a client or secret', () => {
  it('are accepted unchanged when they are valid', () => {
    const attributes = validAttributes(NewClient, { ...client, contact: null, owner: undefined });
    expect(attributes).toBeInstanceOf(NewClient);
    expect(attributes).toMatchObject({ ...client, contact: null });
  });

  it.each([
    ['name', NewClient, client],
    ['description', NewClient, client],
    ['contact', ClientChanges, {}],
    ['label', NewSecret, {}],
  ] as const)(
    'have %s converted to Unicode NFC, and rejected with invisible characters',
    (attribute, type, rest) => {
      const withText = (text: string) => ({ ...rest, [attribute]: text });
      expect(validAttributes<object>(type, withText('e\u0301'))).toMatchObject(withText('\u00E9'));
      expect(errorOf(type, withText('a\u202Eb')).errors).toEqual([
        { attribute, message: `${attribute} must not contain the character U+202E` },
      ]);
    },
  );

  it('are rejected with all problems at once', () => {
    const error = errorOf(NewClient, {
      ...client,
      name: ' erp',
      accessTokenLifetime: 1,
      colour: 1,
    });
    expect(error).toMatchObject({
      code: 'validation_failed',
      status: 422,
      pointer: expect.stringMatching(/^\/data\/attributes\//),
    });
    expect(error.errors).toHaveLength(3);
    expect(error.errors).toEqual(
      expect.arrayContaining([
        {
          attribute: 'name',
          message: 'name must not begin or end with a blank',
        },
        { attribute: 'accessTokenLifetime', message: expect.stringMatching(/not be less than 60/) },
        { attribute: 'colour', message: 'property colour should not exist' },
      ]),
    );
    for (const { message } of error.errors) expect(error.description).toContain(message);
  });

  it.each(['name', 'scopes', 'allowedNetworks', 'enabled'])(
    'are rejected with a %s of null',
    (attribute) => {
      expect(errorOf(ClientChanges, { [attribute]: null }).errors).toMatchObject([{ attribute }]);
      expect(errorOf(NewClient, { ...client, [attribute]: null }).errors).toMatchObject([
        { attribute },
      ]);
    },
  );

  it('are rejected with a label of null', () => {
    expect(errorOf(NewSecret, { label: null }).errors).toMatchObject([{ attribute: 'label' }]);
  });

  it.each(['description', 'accessTokenLifetime', 'expiresAt', 'contact'])(
    'may have a %s of null',
    (attribute) => {
      expect(validAttributes(ClientChanges, { [attribute]: null })).toEqual({
        [attribute]: null,
      });
    },
  );

  it.each([
    '2027-12-31T23:59:60Z',
    '2027-12-31',
    '2027-12-31T23:59:59',
    '9999-12-31T23:59:59-01:00',
    '0001-01-01T00:00:00+01:00',
    'soon',
    1,
    {},
  ])('are rejected with the time %j', (expiresAt) => {
    expect(errorOf(ClientChanges, { expiresAt }).errors).toEqual([
      { attribute: 'expiresAt', message: 'expiresAt must be RFC 3339 date' },
    ]);
  });

  it.each(['2027-12-31T23:59:59Z', '2027-12-31T23:59:59.123+01:00'])(
    'may have the time %j',
    (time) => {
      expect(validAttributes(ClientChanges, { expiresAt: time })).toEqual({ expiresAt: time });
    },
  );

  it('that are left out stay undefined', () => {
    expect(validAttributes(ClientChanges, {})).toEqual({});
  });
});
