import { expect, it } from 'vitest';
import { listState } from './list-state.js';

const read = listState({ side: ['backoffice', 'storefront'], scope: 'text', enabled: 'boolean' });

it('keeps the values that a list has', () => {
  const search = {
    q: 'erp',
    side: 'storefront',
    scope: 'users:read',
    enabled: false,
    sort: '-name',
  };
  expect(read(search)).toEqual(search);
});

it('drops unknown names, words that a filter does not have, and wrong types', () => {
  expect(read({ page: 2, side: 'both', scope: ['a'], enabled: 'yes', q: '' })).toEqual({});
});

it('reads a search for digits as a text, which the router turns into a number', () => {
  expect(read({ q: 42 })).toEqual({ q: '42' });
});
