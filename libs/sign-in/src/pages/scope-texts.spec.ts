import { describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import { SCOPE_TEXTS, scopeText } from './scope-texts.js';

const SHOP = [...SCOPES.backoffice, ...SCOPES.storefront];
const ALL = [...new Set([...SHOP, 'openid', 'profile', 'email'])].toSorted();

describe.each(Object.entries(SCOPE_TEXTS))('the texts of scopes in %s', (_, texts) => {
  it('are those of every scope, and none is the text of another', () => {
    expect(Object.keys(texts).toSorted()).toEqual(ALL);
    expect(new Set(Object.values(texts)).size).toBe(ALL.length);
  });
});

it('a scope of a host has its description, also when it has the name of a member of objects', () => {
  expect(scopeText('de', 'orders:read', 'read orders')).toBe('read orders');
  expect(scopeText('de', 'constructor', 'construct')).toBe('construct');
  expect(scopeText('de', 'profile:read', 'read profile')).toBe('Ihr Profil lesen');
});
