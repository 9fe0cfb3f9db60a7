import { describe, expect, it } from 'vitest';
import { type Details, erasedEvent, type Person } from './erased-event.js';

const event = (changes: Partial<Details>): Details => ({
  side: 'backoffice',
  subjectType: 'oauth-clients',
  subjectId: 'c',
  actor: 'erp',
  before: null,
  after: null,
  reason: null,
  ...changes,
});

const ann: Person = { type: 'users', id: '7' };
const emails = ['ann@example.com'];
const erased = (changes: Partial<Details>, person = ann) =>
  erasedEvent(event(changes), { person, emails, pseudonym: 'P' });

describe('an event of the person', () => {
  it('keeps what says nothing of a person, and nothing else', () => {
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
  ])('is not one of %s', (_, changes) => {
    expect(erased({ ...changes, after: { firstName: 'Ann' } })).toEqual(
      event({ ...changes, after: { firstName: 'Ann' } }),
    );
  });
});

describe('another event', () => {
  it.each([
    ['ann@example.com', 'P'],
    ['Ann Lee <ANN@Example.com>, Bob', 'Ann Lee <P>, Bob'],
    ['mail ann@example.com.', 'mail P.'],
    ['joann@example.com', 'joann@example.com'],
    ['x.ann@example.com', 'x.ann@example.com'],
    ['ann@example.com.au', 'ann@example.com.au'],
    ['ann@example.community', 'ann@example.community'],
    ['annQexampleXcom', 'annQexampleXcom'],
  ])('that has %j has %j then', (text, left) => {
    const before = event({
      actor: text,
      reason: text,
      subjectId: text,
      after: { a: [{ b: text }] },
    });
    expect(erased(before)).toEqual(
      event({ actor: left, reason: left, subjectId: left, after: { a: [{ b: left }] } }),
    );
  });

  it('has no owner any more who was the person, and keeps others', () => {
    const documents = { before: { ownerId: '7', id: '7' }, after: { ownerId: '8', list: ['7'] } };
    expect(erased(documents)).toMatchObject({
      before: { ownerId: 'P', id: '7' },
      after: { ownerId: '8', list: ['7'] },
    });
    expect(erased({ ...documents, side: 'storefront' })).toMatchObject(documents);
    const customer: Person = { type: 'customer-users', id: '7' };
    expect(erased(documents, customer)).toMatchObject(documents);
    expect(erased({ ...documents, side: 'storefront' }, customer)).toMatchObject({
      before: { ownerId: 'P' },
    });
  });
});
