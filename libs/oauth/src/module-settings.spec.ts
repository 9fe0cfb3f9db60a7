import { describe, expect, it } from 'vitest';
import { Config } from '#config';
import { moduleSettings } from './module-settings.js';
import type { OAuthOptions } from './oauth.options.js';

const REQUIRED: OAuthOptions = {
  issuer: 'https://shop.example',
  audience: 'https://shop.example/api',
  keyEncryptionKey: Buffer.alloc(32, 1),
  dataSource: { url: 'postgres://localhost/shop' },
};

describe('the options of a host', () => {
  it('have the defaults of config.yml', () => {
    const { clients, dpop, keys, backoffice, database } = new Config();
    const { metrics: _, ...settings } = moduleSettings(REQUIRED);
    expect(settings).toEqual({
      issuer: 'https://shop.example',
      audience: 'https://shop.example/api',
      keyEncryptionKeys: { current: Buffer.alloc(32, 1), previous: null },
      path: '',
      side: 'default',
      scopes: {},
      roles: {},
      peers: [],
      accessTokenLifetime: backoffice.oauth.accessTokenLifetime,
      signingAlgorithm: backoffice.oauth.signingAlgorithm,
      keys,
      clientCache: clients.cache,
      failedAttempts: clients.failedAttempts,
      limits: clients.limits,
      assertions: clients.assertions,
      jwksUri: clients.jwksUri,
      dpop,
      usage: clients.usage,
      poolSize: database.poolSize,
      databaseLimits: database.limits,
    });
  });

  it('replace single defaults and leave the others', () => {
    const { limits } = moduleSettings({ ...REQUIRED, limits: { tokensPerMinute: 7 } });
    expect(limits).toEqual(Object.assign(new Config().clients.limits, { tokensPerMinute: 7 }));
  });

  it.each([
    ['https://shop.example/admin', '/admin', 'admin'],
    ['https://shop.example/a/B-c', '/a/B-c', 'a_b_c'],
    ['https://shop.example', '', 'default'],
  ])('have the path and the side that follow from the issuer %s', (issuer, path, side) => {
    expect(moduleSettings({ ...REQUIRED, issuer })).toMatchObject({ path, side });
    const own = { path: '', side: 'own' };
    expect(moduleSettings({ ...REQUIRED, issuer, ...own })).toMatchObject(own);
  });

  it('may have the key in base64', () => {
    const keyEncryptionKey = Buffer.alloc(32, 2).toString('base64');
    const { keyEncryptionKeys } = moduleSettings({ ...REQUIRED, keyEncryptionKey });
    expect(keyEncryptionKeys.current).toEqual(Buffer.alloc(32, 2));
  });

  it('are rejected together, by their names and without their values', () => {
    const wrong = {
      ...REQUIRED,
      issuer: 'https://shop.example/',
      audience: '',
      accessTokenLifetime: 5,
      limits: { tokensPerMinute: -1, tokenPerMinute: 1 },
      secret: 'of somebody',
    };
    expect(() => moduleSettings(wrong)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /limits\.tokenPerMinute: is not an option\n  secret: is not an option\n  audience: is required\n  issuer: must be an http.*\n  accessTokenLifetime: must be an integer from 60 to 86400 \(seconds\)\n  limits\.tokensPerMinute: must be an integer from 0 to 10000000$/,
        ) as string,
      }),
    );
  });

  it.each([Buffer.alloc(31), 'short', ''])(
    'are rejected with a key that is not 32 bytes',
    (key) => {
      expect(() => moduleSettings({ ...REQUIRED, keyEncryptionKey: key })).toThrow(
        'keyEncryptionKey of OAuthModule must be 32 bytes',
      );
    },
  );

  it('are rejected with a key that is a number, without the number', () => {
    expect(() => moduleSettings({ ...REQUIRED, keyEncryptionKey: 123_456 as never })).toThrow(
      new Error('keyEncryptionKey of OAuthModule must be 32 bytes, or these in base64'),
    );
  });

  it.each(['admin', '/', '/admin/', '/:any', '/*', '/a b', '//a'])(
    'are rejected with the path %j, which is no address of endpoints',
    (path) => {
      const options = { ...REQUIRED, side: 'own', path };
      expect(() => moduleSettings(options)).toThrow('path of OAuthModule');
    },
  );

  it.each([{ 'orders:read refunds': '' }, { '': '' }, { 'a"b': '' }, [['orders:read']], null, 'a'])(
    'are rejected with the scopes %j, which no request can name',
    (scopes) => {
      expect(() => moduleSettings({ ...REQUIRED, scopes: scopes as never })).toThrow(
        'scopes of OAuthModule',
      );
    },
  );

  it.each([
    [{ onTokenIssued: 'log' }, 'onTokenIssued of OAuthModule must be a function'],
    [{ onAuthenticationFailed: null }, 'onAuthenticationFailed of OAuthModule must be a function'],
    [{ migrate: 'false' }, 'migrate of OAuthModule must be true or false'],
    [{ roles: { buyer: 'a' } }, 'roles of OAuthModule must be an object from roles to lists'],
    [{ roles: [['a']] }, 'roles of OAuthModule must be an object from roles to lists'],
    [{ peers: {} }, 'peers of OAuthModule must be a list of objects with a name and an audience'],
    [{ peers: [null] }, 'peers of OAuthModule must be a list of objects'],
  ])('are rejected with %j, which would fail at a request', (wrong, message) => {
    expect(() => moduleSettings({ ...REQUIRED, ...(wrong as object) })).toThrow(message);
  });

  it('may have listeners, roles and peers', () => {
    const given = {
      onTokenIssued: () => {},
      onAuthenticationFailed: async () => {},
      roles: { buyer: ['orders:read'] },
      peers: [{ name: 'admin', audience: 'https://admin.example' }],
    };
    expect(moduleSettings({ ...REQUIRED, migrate: false, ...given })).toMatchObject(given);
  });

  it('are rejected with a side that cannot name a channel', () => {
    expect(() => moduleSettings({ ...REQUIRED, side: 'Admin Side' })).toThrow(
      'side of OAuthModule',
    );
  });
});
