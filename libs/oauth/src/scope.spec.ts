import { describe, expect, it } from 'vitest';
import { grantScope } from './scope.js';

const registered = ['users:read', 'users:write'];

describe('RFC 6749 §3.3, scope', () => {
  it('is everything registered when nothing is asked for', () => {
    expect(grantScope(undefined, registered)).toEqual(registered);
  });

  it.each([
    ['users:read', ['users:read']],
    ['users:write users:read', ['users:write', 'users:read']],
    ['users:read users:read', ['users:read']],
  ])('%j is narrowed to what is asked for', (requested, granted) => {
    expect(grantScope(requested, registered)).toEqual(granted);
  });

  it.each(['users:delete', 'users:read users:delete', 'USERS:READ', 'users', '*'])(
    '%j is refused: it is more than was registered',
    (requested) => {
      expect(() => grantScope(requested, registered)).toThrow('this client may not ask for');
    },
  );

  it.each(['', ' ', 'a  b', ' a', 'a ', 'a"b', 'a\\b', 'é', 'a\nb', '\u007f'])(
    '%j is refused as malformed',
    (scope) => {
      expect(() => grantScope(scope, registered)).toThrow('scope is malformed');
    },
  );
});
