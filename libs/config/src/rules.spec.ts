import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { Config } from './index.js';

/** Sets one setting by its path; true when the configuration classes accept it. */
function accepts(path: string, value: unknown): boolean {
  const config = new Config();
  const sections = path.split('.');
  const name = sections.pop()!;
  const section = sections.reduce<object>((tree, key) => Reflect.get(tree, key) as object, config);
  Reflect.set(section, name, value);
  return validateSync(config).length === 0;
}

const base64 = (bytes: number, encoding: BufferEncoding = 'base64') =>
  Buffer.alloc(bytes, 0xff).toString(encoding);

/** Minimum and maximum of settings that are integers. */
const ranges: Record<string, [min: number, max: number]> = {
  'database.poolSize': [1, 200],
  'database.readMaxLag': [100, 60_000],
  'database.startTimeout': [0, 3600],
  'http.bodyLimit': [1024, 10_485_760],
  'http.headerLimit': [4096, 131_072],
  'http.bodyValueLimit': [1000, 1_000_000],
  'http.queryParameterLimit': [50, 5000],
  'http.headerLineLimit': [50, 1000],
  'http.requestTimeout': [1, 3600],
  'http.keepAliveTimeout': [1, 3600],
  'http.shutdownTimeout': [0, 3600],
  'api.maxPageSize': [1, 1000],
  'api.maxOperations': [1, 1000],
  'api.costlyReads.wait': [0, 60],
  'api.costlyReads.timeLimit': [1, 3600],
  'backoffice.port': [0, 65_535],
  'backoffice.cors.maxAge': [0, 86_400],
  'backoffice.oauth.accessTokenLifetime': [60, 86_400],
  'backoffice.notify.timeout': [1, 30],
  'signIn.links.recoveryLifetime': [300, 86_400],
  'signIn.recovery.perPerson': [1, 1000],
  'signIn.recovery.perNetwork': [1, 1_000_000],
  'signIn.recovery.window': [60, 86_400],
  'storefront.registration.lifetime': [300, 2_592_000],
  'storefront.registration.perEmail': [1, 1000],
  'storefront.registration.perNetwork': [1, 1_000_000],
  'storefront.registration.window': [60, 86_400],
};

const allowed: Record<string, unknown[]> = {
  'database.url': [
    'embedded',
    'postgres://u:p%23@h:5432/db?sslmode=require',
    'postgres://u:a:b@c@h/db',
    'postgresql:///db?host=/run/postgresql',
  ],
  'database.readUrl': ['', 'postgres://standby/db', 'postgresql://[::1]:5433/db?sslmode=require'],
  'log.level': ['trace', 'silent'],
  'log.format': ['auto', 'text', 'json'],
  'http.trustedProxies': [[], ['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8', '1.2.3.4/32']],
  'http.requestIdHeader': ['X-Request-Id', 'traceparent'],
  'backoffice.host': ['0.0.0.0', '::', 'localhost', 'my_service', 'a.example'],
  'backoffice.publicUrl': [
    '',
    'http://localhost:3000',
    'https://a.example',
    'https://a.example/shop',
    'https://a.example/shop_2/v1.0/~a-b',
    'https://bücher.example:443/office',
    'http://[::1]:1',
  ],
  'backoffice.cors.allowedOrigins': [[], ['*'], ['https://a.example', 'http://localhost:5173']],
  'backoffice.cors.allowedHeaders': [[], ['X-Requested-With']],
  'backoffice.oauth.audience': ['', 'latchkey:backoffice', 'x'.repeat(255)],
  'storefront.oauth.keyEncryptionKey': ['', base64(32)],
  'storefront.notify.url': [
    '',
    'https://mail.example',
    'https://mail.example:8443/latchkey?key=1',
    'http://localhost:8025',
    'http://127.0.0.1:8025/',
    'http://[::1]:8025/',
  ],
  'storefront.notify.secret': ['', `whsec_${base64(24)}`, `whsec_${base64(64)}`],
  'storefront.registration.role': ['buyer', 'administrator'],
};

const rejected: Record<string, unknown[]> = {
  'database.url': [
    '',
    'Embedded',
    'mysql://h/db',
    'postgres://u:p#w@h/db',
    'postgres://u:1#w@h/db',
    'postgres://u:1/2@h/db',
    'postgres://u:1?2@h/db',
    'postgres://u:a:b@c/d@h/db',
    5,
    null,
  ],
  'database.readUrl': [
    'embedded',
    'standby',
    'postgres://u@h/db',
    'postgres://:p@h/db',
    'postgres://h/db?user=u',
    'postgres://h/db?password=p',
    'postgres:///db?host=/run/postgresql',
    5,
  ],
  'database.embeddedDirectory': ['', null, 5],
  'database.migrateOnStart': ['true', 1, null],
  'log.level': ['', 'INFO', 'verbose', null],
  'log.format': ['', 'JSON', 'pretty', null],
  'log.requests': ['true', 1, null],
  'http.trustedProxies': [
    null,
    '::1',
    ['localhost'],
    ['0.0.0.0/0'],
    ['10.0.0.0/33'],
    ['::/129'],
    ['1.2.3.4/8/8'],
    ['1.2.3.4/'],
    ['1.2.3.4/08'],
    [5],
    Array.from({ length: 101 }, () => '::1'),
  ],
  'http.requestIdHeader': ['', 'a b', 'a:b', 'é', 'x\r\ny', 'x\n', 'x'.repeat(101), 5],
  'backoffice.host': ['', 'a b', 'http://a', '[::1]', 'a/b', 5],
  'backoffice.publicUrl': [
    'a.example',
    'ftp://a.example',
    'https://a.example/',
    'https://a.example?',
    'https://a.example#',
    'https://a.example?q',
    'https://u:p@a.example',
    ' https://a.example',
    'https://a.example\n',
    'https://',
    'https:///',
    'https:\\\\a.example',
    'https://a:99999',
    'https://a.example/shop/',
    'https://a.example//shop',
    'https://a.example/a/../b',
    'https://a.example/./a',
    'https://a.example/..',
    'https://a.example/%61',
    'https://a.example/é',
    'https://a.example/a;b',
    5,
    null,
  ],
  'backoffice.cors.allowedOrigins': [
    null,
    ['null'],
    ['*', 'https://a.example'],
    ['https://a.example/'],
    ['https://a.example/x'],
    ['https://A.example'],
    ['https://a.example:443'],
    ['https://*.example'],
    ['a.example'],
    ['file:///a'],
    [5],
  ],
  'backoffice.cors.tokenEndpoint': ['true', 1, null],
  'backoffice.cors.allowedHeaders': [null, [''], ['a b'], ['x\r\ny'], [5]],
  'backoffice.oauth.audience': ['a b', 'x'.repeat(256), null, 5],
  'storefront.oauth.keyEncryptionKey': [
    'x',
    base64(31),
    base64(33),
    base64(32, 'hex'),
    base64(32, 'base64url'),
    ` ${base64(32)}`,
    `${base64(32)}\n`,
    null,
    5,
  ],
  'storefront.notify.url': [
    'mail.example',
    'http://mail.example',
    'http://localhost.example',
    'ftp://localhost',
    'https://u:p@mail.example',
    'https://u@mail.example',
    'https://mail.example/#x',
    `https://mail.example/${'x'.repeat(2000)}`,
    null,
    5,
  ],
  'storefront.notify.secret': [
    base64(32),
    'whsec_',
    `whsec_${base64(23)}`,
    `whsec_${base64(65)}`,
    `whsec_${base64(32, 'base64url')}`,
    `whsec_${base64(32)}\n`,
    null,
    5,
  ],
  'storefront.registration.enabled': ['true', 1, null],
  'storefront.registration.role': ['', 'owner', null],
};

describe('the validation of a setting', () => {
  it.each(Object.entries(allowed))('accepts valid values: %s', (path, values) => {
    expect(values.filter((value) => !accepts(path, value))).toEqual([]);
  });

  it.each([
    [`${base64(32)}\n`, /^has white space around the key, such as a line break at its end/],
    [` ${base64(32)}`, /^has white space around the key/],
    [`${base64(31)}\n`, /^must be exactly 32 bytes in base64/],
    ['\n', /^must be exactly 32 bytes in base64/],
    [null, /^must be exactly 32 bytes in base64/],
  ])('names the likely mistake in a key-encryption key, and never the key: %j', (key, message) => {
    const config = new Config();
    Object.assign(config.storefront.oauth, { keyEncryptionKey: key });
    const text = JSON.stringify(
      validateSync(config, { validationError: { target: false, value: false } }),
    );
    expect(/"keyEncryptionKey":"([^"]*)"/.exec(text)?.[1]).toMatch(message);
    expect(text).not.toContain(String(key).trim() || 'nothing');
  });

  it.each(Object.entries(rejected))('rejects invalid values: %s', (path, values) => {
    expect(values.filter((value) => accepts(path, value))).toEqual([]);
  });

  it.each(Object.entries(ranges))('accepts the ends of the range: %s', (path, ends) => {
    expect(ends.filter((value) => !accepts(path, value))).toEqual([]);
  });

  it.each(Object.entries(ranges))(
    'rejects all but integers within the range: %s',
    (path, [min, max]) => {
      const values = [min - 1, max + 1, min + 0.5, String(max), null, Number.NaN];
      expect(values.filter((value) => accepts(path, value))).toEqual([]);
    },
  );
});
