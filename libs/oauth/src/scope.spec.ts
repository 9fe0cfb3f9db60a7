import { describe, expect, it } from 'vitest';
import { OAuthError } from './oauth.error.js';
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

  const around = 'it begins or ends with white space, such as a line break';
  const between = 'two scopes have more than one blank between them';
  const other = 'scopes are separated by a blank, not by other white space';
  const character = 'it has a character that no scope has';
  it.each([
    ['', character],
    [' ', around],
    [' a', around],
    ['a ', around],
    ['users:read\n', around],
    ['users:read\r\n', around],
    ['a  b', between],
    ['a\nb', other],
    ['a\tb', other],
    ['a"b', character],
    ['a\\b', character],
    ['é', character],
    ['\u007f', character],
  ])('%j is refused as malformed, and the cause is named: %s', (scope, cause) => {
    expect(() => grantScope(scope, registered)).toThrow(
      new OAuthError('invalid_scope', `scope is malformed: ${cause}`),
    );
  });

  it.each(['users:read,users:write', 'users:read;users:write', 'users:read+users:write', 'x,'])(
    '%j is refused, and the separator is named',
    (scope) => {
      expect(() => grantScope(scope, registered)).toThrow(
        new OAuthError(
          'invalid_scope',
          'this client may not ask for this: scopes are separated by blanks',
        ),
      );
    },
  );

  it('is not repeated when it has not the form of one: it may be a secret', () => {
    expect(() => grantScope('SECRET', registered)).toThrow(
      new OAuthError('invalid_scope', 'this client may not ask for an unknown scope'),
    );
  });
});
