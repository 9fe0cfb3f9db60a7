import { describe, expect, it } from 'vitest';
import { ClientChanges, NewClient, NewSecret } from './client-attributes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { validAttributes } from './valid-attributes.js';

const client = { side: 'backoffice', name: 'erp', scopes: ['users:read'] };

/** What it is refused for. */
function refusal(type: new () => object, plain: object): ClientAdministrationError {
  try {
    validAttributes(type, plain);
  } catch (error) {
    return error as ClientAdministrationError;
  }
  throw new Error('it is not refused');
}

describe('attributes', () => {
  it('are taken as they are', () => {
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
    'have %s in Unicode NFC, and without invisible characters',
    (attribute, type, rest) => {
      const said = (text: string) => ({ ...rest, [attribute]: text });
      expect(validAttributes<object>(type, said('e\u0301'))).toMatchObject(said('\u00E9'));
      expect(refusal(type, said('a\u202Eb')).faults).toEqual([
        { attribute, message: `${attribute} must not contain the character U+202E` },
      ]);
    },
  );

  it('are refused with every fault there is', () => {
    const refused = refusal(NewClient, {
      ...client,
      name: ' erp',
      accessTokenLifetime: 1,
      colour: 1,
    });
    expect(refused).toMatchObject({
      code: 'validation_failed',
      status: 422,
      pointer: expect.stringMatching(/^\/data\/attributes\//),
    });
    expect(refused.faults).toHaveLength(3);
    expect(refused.faults).toEqual(
      expect.arrayContaining([
        {
          attribute: 'name',
          message: 'name must not begin or end with a blank',
        },
        { attribute: 'accessTokenLifetime', message: expect.stringMatching(/not be less than 60/) },
        { attribute: 'colour', message: 'property colour should not exist' },
      ]),
    );
    for (const { message } of refused.faults) expect(refused.description).toContain(message);
  });

  it.each(['name', 'scopes', 'allowedNetworks', 'enabled'])('have no %s of null', (attribute) => {
    expect(refusal(ClientChanges, { [attribute]: null }).faults).toMatchObject([{ attribute }]);
    expect(refusal(NewClient, { ...client, [attribute]: null }).faults).toMatchObject([
      { attribute },
    ]);
  });

  it('have no label of null', () => {
    expect(refusal(NewSecret, { label: null }).faults).toMatchObject([{ attribute: 'label' }]);
  });

  it.each(['description', 'accessTokenLifetime', 'expiresAt', 'contact'])(
    'may be without %s',
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
  ])('have no time %j', (expiresAt) => {
    expect(refusal(ClientChanges, { expiresAt }).faults).toEqual([
      { attribute: 'expiresAt', message: 'expiresAt must be RFC 3339 date' },
    ]);
  });

  it.each(['2027-12-31T23:59:59Z', '2027-12-31T23:59:59.123+01:00'])('have the time %j', (time) => {
    expect(validAttributes(ClientChanges, { expiresAt: time })).toEqual({ expiresAt: time });
  });

  it('that are left out stay out', () => {
    expect(validAttributes(ClientChanges, {})).toEqual({});
  });
});
