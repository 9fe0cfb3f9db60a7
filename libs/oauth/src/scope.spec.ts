import { describe, expect, it } from 'vitest';
import { OAuthError } from './oauth.error.js';
import { grantScope } from './scope.js';

const registered = ['users:read', 'users:write'];

describe('RFC 6749 §3.3, scope', () => {
  it('is by default everything that the client has registered', () => {
    expect(grantScope(undefined, registered)).toEqual(registered);
  });

  it.each([
    ['users:read', ['users:read']],
    ['users:write users:read', ['users:write', 'users:read']],
    ['users:read users:read', ['users:read']],
  ])('is narrowed to the requested scope %j', (requested, granted) => {
    expect(grantScope(requested, registered)).toEqual(granted);
  });

  it.each(['users:delete', 'users:read users:delete', 'USERS:READ', 'users', '*'])(
    'is rejected when it is more than was registered: %j',
    (requested) => {
      expect(() => grantScope(requested, registered)).toThrow('this client may not ask for');
    },
  );

  const around = 'it begins or ends with white space, such as a line break';
  const between = 'two scopes have more than one space between them';
  const other = 'scopes are separated by a space, not by other white space';
  const character = 'it has a character that a scope must not have';
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
  ])('is rejected as malformed, with the reason: %j: %s', (scope, cause) => {
    expect(() => grantScope(scope, registered)).toThrow(
      new OAuthError('invalid_scope', `scope is malformed: ${cause}`),
    );
  });

  it.each(['users:read,users:write', 'users:read;users:write', 'users:read+users:write', 'x,'])(
    'is rejected with a hint at the separator: %j',
    (scope) => {
      expect(() => grantScope(scope, registered)).toThrow(
        new OAuthError(
          'invalid_scope',
          'this client may not ask for this: scopes are separated by spaces',
        ),
      );
    },
  );

  it('is not repeated in the error unless it has the form of a scope: it may be a secret', () => {
    expect(() => grantScope('SECRET', registered)).toThrow(
      new OAuthError('invalid_scope', 'this client may not ask for an unknown scope'),
    );
  });
});
