import { describe, expect, it } from 'vitest';
import { Config } from './config.js';
import { contradictions } from './contradictions.js';

/** Returns the contradictions in the defaults after one change. */
function found(change: (config: Config) => void, ...invalidPaths: string[]) {
  const config = new Config();
  change(config);
  return contradictions(config, new Set(invalidPaths));
}

describe('two settings that must differ', () => {
  it.each<[later: string, earlier: string, change: (config: Config) => void]>([
    ['storefront.port', 'backoffice.port', ({ backoffice }) => (backoffice.port = 3001)],
    ['backoffice.managementPort', 'backoffice.port', ({ backoffice }) => (backoffice.port = 9000)],
    [
      'storefront.managementPort',
      'backoffice.managementPort',
      ({ storefront }) => (storefront.managementPort = 9000),
    ],
    [
      'storefront.managementPort',
      'backoffice.port',
      ({ storefront }) => (storefront.managementPort = 3000),
    ],
    [
      'storefront.publicUrl',
      'backoffice.publicUrl',
      ({ backoffice, storefront }) => {
        backoffice.publicUrl = 'https://a.example';
        storefront.publicUrl = 'https://A.example:443';
      },
    ],
    [
      'storefront.publicUrl',
      'backoffice.publicUrl',
      ({ backoffice }) => (backoffice.publicUrl = 'http://localhost:3001'),
    ],
    [
      'storefront.oauth.audience',
      'backoffice.oauth.audience',
      ({ backoffice, storefront }) => (backoffice.oauth.audience = storefront.audience),
    ],
    [
      'storefront.oauth.keyEncryptionKey',
      'backoffice.oauth.keyEncryptionKey',
      ({ backoffice, storefront }) => {
        backoffice.oauth.keyEncryptionKey = 'same';
        storefront.oauth.keyEncryptionKey = 'same';
      },
    ],
    [
      'storefront.oauth.previousKeyEncryptionKey',
      'storefront.oauth.keyEncryptionKey',
      ({ storefront }) => {
        storefront.oauth.keyEncryptionKey = 'same';
        storefront.oauth.previousKeyEncryptionKey = 'same';
      },
    ],
    [
      'backoffice.oauth.previousKeyEncryptionKey',
      'storefront.oauth.keyEncryptionKey',
      ({ backoffice, storefront }) => {
        storefront.oauth.keyEncryptionKey = 'same';
        backoffice.oauth.previousKeyEncryptionKey = 'same';
      },
    ],
  ])('are reported when equal: %s and %s', (later, earlier, change) => {
    expect(found(change)).toEqual([{ path: later, message: `must differ from ${earlier}` }]);
    expect(found(change, later)).toEqual([]);
    expect(found(change, earlier)).toEqual([]);
  });

  it('do not include derived public URLs when the ports are invalid', () => {
    const invalid = ({ backoffice, storefront }: Config) => {
      backoffice.port = 70_000;
      storefront.port = 70_000;
    };
    expect(found(invalid, 'backoffice.port', 'storefront.port')).toEqual([]);
  });

  it('include derived public URLs when both ports are 0', () => {
    const anyPort = ({ backoffice, storefront }: Config) => {
      backoffice.port = 0;
      storefront.port = 0;
    };
    expect(found(anyPort)).toEqual([
      { path: 'storefront.publicUrl', message: 'must differ from backoffice.publicUrl' },
    ]);
  });

  it('do not include ports that are 0, which means any free port', () => {
    const anyPort = { port: 0, managementPort: 0 };
    expect(
      found(({ backoffice, storefront }) => {
        Object.assign(backoffice, anyPort, { publicUrl: 'https://a.example' });
        Object.assign(storefront, anyPort);
      }),
    ).toEqual([]);
  });
});

describe('the database login of an application', () => {
  const both = ({ backoffice, storefront }: Config) => {
    backoffice.databaseUrl = 'postgres://backoffice@db/shop';
    storefront.databaseUrl = 'postgres://storefront@db/shop';
  };
  const problem = (side: string) => {
    return { path: `${side}.databaseUrl`, message: 'must be empty while database.url is embedded' };
  };

  it('is rejected together with an embedded database', () => {
    expect(found(both)).toEqual([problem('backoffice'), problem('storefront')]);
    expect(found(both, 'storefront.databaseUrl')).toEqual([problem('backoffice')]);
    expect(found(both, 'database.url')).toEqual([]);
  });

  it('is rejected there as the address of a standby is', () => {
    const message = 'must be empty while database.url is embedded';
    const withReplica = ({ database }: Config) => {
      database.readUrl = 'postgres://standby/shop';
    };
    expect(found(withReplica)).toEqual([{ path: 'database.readUrl', message }]);
    expect(found(withReplica, 'database.readUrl')).toEqual([]);
  });

  it('is accepted together with an external database', () => {
    expect(
      found((config) => {
        both(config);
        config.database.url = 'postgres://owner@db/shop';
      }),
    ).toEqual([]);
  });
});

describe('the default page size', () => {
  it('may be the maximum', () => {
    expect(found(({ api }) => (api.maxPageSize = 25))).toEqual([]);
  });

  it.each([
    [[], [{ path: 'api.defaultPageSize', message: 'must not be greater than api.maxPageSize' }]],
    [['api.maxPageSize'], []],
    [['api.defaultPageSize'], []],
  ])(
    'must not exceed the maximum, which is not checked when %j is invalid',
    (invalidPaths, problems) => {
      expect(found(({ api }) => (api.maxPageSize = 24), ...invalidPaths)).toEqual(problems);
    },
  );
});

it('rejects a keys.announceFor that is greater than keys.maxWait', () => {
  const announceFor = (seconds: number) => found(({ keys }) => (keys.announceFor = seconds));
  expect(announceFor(3600)).toEqual([]);
  expect(announceFor(3601)).toEqual([
    { path: 'keys.announceFor', message: 'must not be greater than keys.maxWait' },
  ]);
});

it('rejects a clients.assertions.maxLength that is greater than http.oauthBodyLimit', () => {
  const maxLength = (max: number) => found(({ clients }) => (clients.assertions.maxLength = max));
  expect(maxLength(16_384)).toEqual([]);
  expect(maxLength(16_385)).toEqual([
    {
      path: 'clients.assertions.maxLength',
      message: 'must not be greater than http.oauthBodyLimit',
    },
  ]);
});

it('rejects a registration without a receiver of its e-mails', () => {
  const registration = (url: string) =>
    found(({ storefront }) => {
      storefront.registration.enabled = true;
      storefront.notify.url = url;
    });
  expect(registration('https://mail.example')).toEqual([]);
  expect(registration('')).toEqual([
    {
      path: 'storefront.registration.enabled',
      message: 'needs storefront.notify.url, because a link in an e-mail confirms an account',
    },
  ]);
});

it('finds no contradiction in the defaults', () => {
  expect(found(() => {})).toEqual([]);
});
