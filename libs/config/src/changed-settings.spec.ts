import { expect, it } from 'vitest';
import { changedSettings, Config } from './index.js';

it('shows no setting that has its default, and none of the other side', () => {
  const config = new Config();
  config.storefront.port = 4001;
  config.database.embeddedDirectory = '/data';
  expect(changedSettings(config, 'backoffice')).toEqual({});
});

it('shows the settings that differ by their path', () => {
  const config = new Config();
  config.http.trustedProxies = ['10.0.0.0/8'];
  config.clients.cache.staleFor = 0;
  config.storefront.registration.enabled = true;
  config.storefront.pages.logo = `data:image/png;base64,${'A'.repeat(500)}`;
  expect(changedSettings(config, 'storefront')).toEqual({
    'http.trustedProxies': ['10.0.0.0/8'],
    'clients.cache.staleFor': 0,
    'storefront.registration.enabled': true,
    'storefront.pages.logo': `data:image/png;base64,${'A'.repeat(178)}…`,
  });
});

it('shows no secret', () => {
  const config = new Config();
  const secret = 'hunter2';
  config.database.url = `postgres://me:${secret}@db/latchkey?password=${secret}`;
  Object.assign(config.backoffice, { databaseUrl: `postgres://b:${secret}@db/latchkey` });
  Object.assign(config.backoffice.oauth, {
    keyEncryptionKey: secret,
    previousKeyEncryptionKey: secret,
  });
  Object.assign(config.backoffice.notify, { url: `https://hook.test/${secret}`, secret });
  const settings = changedSettings(config, 'backoffice');
  expect(settings).toEqual({
    'database.url': 'postgres://me@db:5432/latchkey',
    'backoffice.databaseUrl': 'postgres://b@db:5432/latchkey',
    'backoffice.oauth.keyEncryptionKey': '***',
    'backoffice.oauth.previousKeyEncryptionKey': '***',
    'backoffice.notify.url': 'https://hook.test/***',
    'backoffice.notify.secret': '***',
  });
});

it('shows by fingerprints which processes have the same key-encryption key', () => {
  const shown = (keyEncryptionKey: string) => {
    const config = new Config();
    Object.assign(config.backoffice.oauth, { keyEncryptionKey });
    return changedSettings(config, 'backoffice')['backoffice.oauth.keyEncryptionKey'];
  };
  const [one, other] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  expect(shown(one!)).toMatch(/^\*\*\* \(fingerprint [0-9a-f]{8}\)$/);
  expect(shown(one!)).toBe(shown(one!));
  expect(shown(one!)).not.toBe(shown(other!));
});
