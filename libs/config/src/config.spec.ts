import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Config } from './index.js';

describe('the issuer of an application', () => {
  it('is derived from the port by default', () => {
    const { backoffice } = new Config();
    backoffice.port = 8080;
    expect(backoffice.issuer).toBe('http://localhost:8080');
  });

  it('is the public URL when one is configured', () => {
    const { backoffice } = new Config();
    backoffice.publicUrl = 'https://a.example';
    expect(backoffice.issuer).toBe('https://a.example');
  });
});

describe('the audience of an application', () => {
  it('is the API under the issuer by default', () => {
    const { backoffice } = new Config();
    backoffice.publicUrl = 'https://a.example';
    expect(backoffice.audience).toBe('https://a.example/api');
  });

  it('is the configured audience when there is one', () => {
    const { backoffice } = new Config();
    backoffice.oauth.audience = 'latchkey:backoffice';
    expect(backoffice.audience).toBe('latchkey:backoffice');
  });
});

describe('a printed configuration', () => {
  const config = new Config();
  config.database.url = 'postgres://erp:hunter2@db.example:5432/shop?password=hunter2';
  config.backoffice.databaseUrl = 'postgres://bo:hunter2@db.example:5432/shop';
  config.backoffice.oauth.keyEncryptionKey = 'hunter2';
  config.storefront.oauth.keyEncryptionKey = 'hunter2';
  config.storefront.oauth.previousKeyEncryptionKey = 'hunter2';
  config.storefront.notify.secret = 'hunter2';

  it.each([
    ['JSON.stringify', () => JSON.stringify(config)],
    ['inspect', () => inspect(config, { depth: null, showHidden: true })],
    [
      'inspect of sections',
      () =>
        inspect([
          config.database,
          config.backoffice,
          config.backoffice.oauth,
          config.storefront.notify,
        ]),
    ],
    ['format', () => format('%o %O %j %s', config, config, config, config)],
  ])('does not contain secrets: %s', (_way, print) => {
    expect(print()).toContain('erp@db.example');
    expect(print()).not.toContain('hunter2');
  });

  it('shows every setting that is not secret', () => {
    expect(inspect(config, { depth: null })).toContain('postgres://erp@db.example:5432/shop');
    expect(JSON.parse(JSON.stringify(config))).toMatchObject({
      database: { url: 'postgres://erp@db.example:5432/shop', poolSize: 10 },
      backoffice: { databaseUrl: 'postgres://bo@db.example:5432/shop' },
      storefront: {
        port: 3001,
        oauth: { keyEncryptionKey: '***', accessTokenLifetime: 3600 },
        notify: { url: '', secret: '***', timeout: 5 },
      },
    });
  });

  it('shows when a secret is not set', () => {
    expect(JSON.parse(JSON.stringify(new Config()))).toMatchObject({
      database: { url: 'embedded' },
      backoffice: { databaseUrl: '', oauth: { keyEncryptionKey: '' }, notify: { secret: '' } },
    });
  });

  it.each([
    'hunter2',
    'postgres://user:1/2hunter2@host/db',
    'postgres://user:hunter2:b@c@host/db',
    'postgres://user:p#hunter2@host/db',
    'postgres://user:1#hunter2@host/db',
  ])('does not show the password of a malformed database URL: %s', (url) => {
    const { database } = new Config();
    database.url = url;
    for (const text of [inspect(database), JSON.stringify(database)]) {
      expect(text).toMatch(/poolSize"?: ?10/);
      expect(text).not.toContain('hunter2');
    }
  });
});
