import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '#config';
import { failureLine } from './start-failure.js';

const config = loadConfig({ path: 'config.yml', env: {} });
const line = (error: unknown) => failureLine(error, config, 'backoffice');
const failed = (members: object) => Object.assign(new Error('listen failed'), members);

describe('the line about a failed start', () => {
  it('names the variable of each setting in the message, once', () => {
    const message =
      'give backoffice.oauth.keyEncryptionKey the right value; set database.changes to poll, ' +
      'or database.url (DATABASE_URL). See database.poolSize.';
    expect(line(new Error(message))).toBe(
      'give backoffice.oauth.keyEncryptionKey (BACKOFFICE_KEY_ENCRYPTION_KEY) the right value; ' +
        'set database.changes (DATABASE_CHANGES) to poll, or database.url ' +
        '(DATABASE_URL). See database.poolSize.',
    );
  });

  it('leaves host names and an invalid configuration as they are', () => {
    expect(line(new Error('no database at db.keys.example'))).toBe(
      'no database at db.keys.example',
    );
    const invalid = new ConfigError('wrong', [{ path: 'database.url (X)', message: 'is wrong' }]);
    expect(line(invalid)).toBe('wrong:\n  database.url (X): is wrong');
  });

  it.each([
    [
      { code: 'EADDRINUSE', port: 3000 },
      'port 3000 is in use: stop the process that uses it, or change backoffice.port (BACKOFFICE_PORT)',
    ],
    [
      { code: 'EADDRINUSE', port: 9000 },
      'port 9000 is in use, perhaps by another Latchkey that serves port 3000: stop the process that ' +
        'uses it, or change backoffice.managementPort (BACKOFFICE_MANAGEMENT_PORT)',
    ],
    [
      { code: 'EACCES', address: '::', port: 80 },
      'cannot listen on :::80 (EACCES): this user may not listen on it; change backoffice.host ' +
        '(BACKOFFICE_HOST) or backoffice.port (BACKOFFICE_PORT)',
    ],
    [{ code: 'EOTHER', port: 80 }, 'listen failed'],
  ])('says which setting has an address that cannot be used: %j', (members, expected) => {
    expect(line(failed(members))).toBe(expected);
  });

  it('says that a bug is one, without its stack', () => {
    expect(line(new TypeError('x is not a function'))).toBe(
      'TypeError: x is not a function (a bug: the log at the level debug has the stack)',
    );
  });
});
