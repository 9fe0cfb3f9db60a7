import { describe, expect, it } from 'vitest';
import { Addresses } from './addresses.js';
import { type Details, erasedEvent } from './erased-event.js';
import type { Person } from './erasure.js';

const event = (changes: Partial<Details>): Details => ({
  side: 'backoffice',
  subjectType: 'oauth-clients',
  subjectId: 'c',
  actorType: 'client',
  actor: 'erp',
  before: null,
  after: null,
  reason: null,
  ...changes,
});

const ann: Person = { type: 'users', id: '7' };
const addresses = new Addresses(['ann@example.com']);
const erased = (changes: Partial<Details>, person = ann) =>
  erasedEvent(event(changes), { person, addresses, pseudonym: 'P' });

describe('an erased event of the person', () => {
  it('does not name the person as its actor', () => {
    const own = { subjectType: 'users', subjectId: '7', actorType: 'person', actor: '7' };
    expect(erased(own)).toEqual(event({ ...own, subjectId: 'P', actor: 'P' }));
    // The actor is a client, somebody else, or a person of the other side with the same id.
    for (const other of [{ actorType: 'client' }, { actor: '8' }, { side: 'storefront' }]) {
      const changed = { ...own, ...other };
      expect(erased(changed)).toEqual(event({ ...changed, subjectId: 'P' }));
    }
  });

  it('keeps only the members that cannot identify a person', () => {
    const after = {
      email: 'ann@example.com',
      firstName: 'Ann',
      namePrefix: null,
      attributeOfLater: { deep: 'x' },
      enabled: true,
      confirmed: false,
      role: 'buyer',
      roles: ['1'],
      customerId: '7',
    };
    const changed = erased({ subjectType: 'users', subjectId: '7', before: { a: 1 }, after });
    expect(changed).toEqual({
      ...event({ subjectType: 'users', subjectId: 'P', before: { a: 'P' } }),
      after: { ...after, email: 'P', firstName: 'P', attributeOfLater: 'P' },
    });
  });

  it.each([
    ['another person', { subjectType: 'users', subjectId: '8' }],
    ['a person of the other side', { subjectType: 'customer-users', subjectId: '7' }],
    ['another thing', { subjectType: 'roles', subjectId: '7' }],
  ])('is not an event of %s', (_, changes) => {
    expect(erased({ ...changes, after: { firstName: 'Ann' } })).toBeNull();
  });
});

describe('an erased event of another subject', () => {
  it.each([
    ['ann@example.com', 'P'],
    ['Ann Lee <ANN@Example.com>, Bob', 'Ann Lee <P>, Bob'],
    ['mail ann@example.com.', 'mail P.'],
    ['joann@example.com', 'joann@example.com'],
    ['x.ann@example.com', 'x.ann@example.com'],
    ['ann@example.com.au', 'ann@example.com.au'],
    ['ann@example.community', 'ann@example.community'],
    ['annQexampleXcom', 'annQexampleXcom'],
  ])('replaces the address in %j, which gives %j', (text, left) => {
    const before = event({
      actor: text,
      reason: text,
      subjectId: text,
      after: { a: [{ b: text }] },
    });
    const after = event({
      actor: left,
      reason: left,
      subjectId: left,
      after: { a: [{ b: left }] },
    });
    expect(erased(before)).toEqual(left === text ? null : after);
  });

  it('loses the person as an owner, and keeps other owners', () => {
    const documents = { before: { ownerId: '7', id: '7' }, after: { ownerId: '8', list: ['7'] } };
    expect(erased(documents)).toMatchObject({
      before: { ownerId: 'P', id: '7' },
      after: { ownerId: '8', list: ['7'] },
    });
    expect(erased({ ...documents, side: 'storefront' })).toBeNull();
    const customer: Person = { type: 'customer-users', id: '7' };
    expect(erased(documents, customer)).toBeNull();
    expect(erased({ ...documents, side: 'storefront' }, customer)).toMatchObject({
      before: { ownerId: 'P' },
    });
  });
});

describe('a document that the pseudonym replaces completely', () => {
  const nested: unknown = JSON.parse(`${'['.repeat(9000)}"ann@example.com"${']'.repeat(9000)}`);
  const own = { subjectType: 'users', subjectId: '7' };

  it.each([
    ['has many levels, in an event of the person', { ...own, before: { role: nested } }],
    ['is not an object, in an event of the person', { ...own, before: 'Ann' as never }],
    ['is a list, in an event of the person', { ...own, before: ['Ann'] as never }],
    ['has many levels and names the person', { before: { a: nested } }],
    [
      'has many levels, in an event that names the person',
      { before: { a: [nested] }, actor: 'ann@example.com' },
    ],
    ['would be too large', { before: { a: 'ann@example.com '.repeat(8000) } }],
    [
      'would be too large, in an event of the person',
      { ...own, before: Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`a${n}`, 1])) },
    ],
  ])('%s', (_, changes) => {
    const pseudonym = `erased-${'0'.repeat(36)}`;
    const left = erasedEvent(event(changes), { person: ann, addresses, pseudonym });
    expect(left?.before).toEqual({ erased: pseudonym });
  });

  it('is not one that has many levels and does not name the person', () => {
    const other: unknown = JSON.parse(`${'['.repeat(9000)}"x"${']'.repeat(9000)}`);
    expect(erased({ before: { a: other } })).toBeNull();
  });
});

it.each(['actor', 'subjectId'] as const)(
  '%s is the pseudonym alone when it would be too long',
  (name) => {
    const long = (count: number) => erased({ [name]: 'ann@example.com,'.repeat(count) });
    expect(long(512)).toMatchObject({ [name]: 'P,'.repeat(512) });
    expect(long(513)).toMatchObject({ [name]: 'P' });
  },
);

it('an erasure replaces addresses also in the members that it keeps', () => {
  const after = { roles: ['1', 'ann@example.com'], 'ann@example.com': null };
  expect(erased({ subjectType: 'users', subjectId: '7', after })).toMatchObject({
    after: { roles: ['1', 'P'], P: null },
  });
});
