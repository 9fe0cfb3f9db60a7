import { describe, expect, it } from 'vitest';
import { SettingsReader } from './settings-reader.js';

class Inner {
  port = 3000;
  requests = true;
  origins: string[] = [];
  url = 'embedded';
}
class Outer {
  inner = new Inner();
  maxPageSize = 100;
}

function read(values: unknown, env: Record<string, string> = {}) {
  const settings = new Outer();
  const reader = new SettingsReader({ env, directory: '/' });
  reader.read(settings, values);
  return { settings, problems: reader.problems };
}

/** Returns one setting of the inner section after an environment variable has set it. */
function fromVariable(name: keyof Inner, value: string): unknown {
  const { settings, problems } = read({ inner: { [name]: '${V}' } }, { V: value });
  expect(problems).toEqual([]);
  return settings.inner[name];
}

describe('a setting from an environment variable', () => {
  it.each<[keyof Inner, string, unknown]>([
    ['port', '8080', 8080],
    ['port', '-1.5', -1.5],
    ['requests', 'false', false],
    ['requests', 'true', true],
    ['origins', '', []],
    ['origins', 'a', ['a']],
    ['origins', 'a, b,,c ', ['a', 'b', 'c']],
    ['url', '8080', '8080'],
    ['url', 'true', 'true'],
    ['url', 'a,b', 'a,b'],
  ])('has the type of its default: %s %j', (name, value, expected) => {
    expect(fromVariable(name, value)).toEqual(expected);
  });

  it.each<[keyof Inner, string]>([
    ['port', 'abc'],
    ['port', ''],
    ['port', ' 1'],
    ['port', '0x10'],
    ['port', '1e3'],
    ['port', 'NaN'],
    ['requests', 'yes'],
    ['requests', '1'],
    ['requests', 'constructor'],
    ['requests', ''],
  ])(
    'stays text, for validation to reject, when it looks like another type: %s %j',
    (name, value) => {
      expect(fromVariable(name, value)).toBe(value);
    },
  );

  it.each(['info\nport: 1', '{ a: 1 }', 'info # x', '!!str x', '&a x', '[1]'])(
    'is not read as YAML: %j',
    (value) => {
      expect(fromVariable('url', value)).toBe(value);
    },
  );

  it('is one item when the variable is one item of a list', () => {
    const { settings } = read({ inner: { origins: ['${V}', 'c', 5] } }, { V: 'a,b' });
    expect(settings.inner.origins).toEqual(['a,b', 'c', 5]);
  });

  it('keeps its default and causes a problem when the variable is unset', () => {
    expect(read({ inner: { port: '${V}', origins: ['${W}'] } })).toEqual({
      settings: new Outer(),
      problems: [
        { path: 'inner.port', message: 'the environment variable V is not set' },
        { path: 'inner.origins', message: 'the environment variable W is not set' },
      ],
    });
  });
});

describe('a section of settings', () => {
  it('has the defaults when all of its settings are commented out', () => {
    expect(read({ inner: null })).toEqual({ settings: new Outer(), problems: [] });
  });

  it.each(['text', 5, true, [], ['port']])('cannot be %j', (value) => {
    expect(read({ inner: value }).problems).toEqual([
      { path: 'inner', message: 'must hold settings: port, requests, origins, url' },
    ]);
  });
});

describe('an unknown key', () => {
  it.each([
    ['max_page_size', 'maxPageSize'],
    ['MAX-PAGE-SIZE', 'maxPageSize'],
    ['maxPageSise', 'maxPageSize'],
    ['maximumPageSize', undefined],
    ['iner', 'inner'],
    ['toString', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
  ])('%j leads to the suggestion %s', (key, meant) => {
    const values = Object.fromEntries([[key, { polluted: true }]]);
    expect(read(values)).toEqual({
      settings: new Outer(),
      problems: [
        {
          path: key,
          message: meant
            ? `unknown key, did you mean "${meant}"?`
            : 'unknown key; known keys: inner, maxPageSize',
        },
      ],
    });
    expect({}).not.toHaveProperty('polluted');
  });

  it('is reported with its full path', () => {
    expect(read({ inner: { prot: 1 } }).problems).toEqual([
      { path: 'inner.prot', message: 'unknown key, did you mean "port"?' },
    ]);
  });
});
