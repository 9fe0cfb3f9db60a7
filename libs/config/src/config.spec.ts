import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Config } from './index.js';

describe('an audience', () => {
  it('is the API under the public URL', () => {
    const { backoffice } = new Config();
    backoffice.publicUrl = 'https://a.example';
    expect(backoffice.audience).toBe('https://a.example/api');
  });

  it('is what is configured, otherwise', () => {
    const { backoffice } = new Config();
    backoffice.oauth.audience = 'latchkey:backoffice';
    expect(backoffice.audience).toBe('latchkey:backoffice');
  });
});

describe('a configuration that is printed', () => {
  const config = new Config();
  config.database.url = 'postgres://erp:hunter2@db.example:5432/shop?password=hunter2';
  config.backoffice.oauth.keyEncryptionKey = 'hunter2';
  config.storefront.oauth.keyEncryptionKey = 'hunter2';

  it.each([
    ['JSON.stringify', () => JSON.stringify(config)],
    ['inspect', () => inspect(config, { depth: null, showHidden: true })],
    ['inspect of sections', () => inspect([config.database, config.backoffice.oauth])],
    ['format', () => format('%o %O %j %s', config, config, config, config)],
  ])('keeps its secrets: %s', (_way, print) => {
    expect(print()).not.toContain('hunter2');
  });

  it('shows everything else', () => {
    expect(inspect(config, { depth: null })).toContain('postgres://erp:***@db.example:5432/shop');
    expect(JSON.parse(JSON.stringify(config))).toMatchObject({
      database: { url: 'postgres://erp:***@db.example:5432/shop', poolSize: 10 },
      storefront: { port: 3001, oauth: { keyEncryptionKey: '***', accessTokenLifetime: 3600 } },
    });
  });

  it('shows that nothing is set', () => {
    expect(JSON.parse(JSON.stringify(new Config()))).toMatchObject({
      database: { url: 'embedded' },
      backoffice: { oauth: { keyEncryptionKey: '' } },
    });
  });

  it('keeps a URL to itself that it cannot read', () => {
    const { database } = new Config();
    database.url = 'hunter2';
    expect([inspect(database), JSON.stringify(database)].join()).not.toContain('hunter2');
  });
});
