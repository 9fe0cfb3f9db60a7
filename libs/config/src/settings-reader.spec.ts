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
  return { settings, faults: reader.faults };
}

/** What one setting of the inner section becomes when a variable sets it. */
function fromVariable(name: keyof Inner, value: string): unknown {
  const { settings, faults } = read({ inner: { [name]: '${V}' } }, { V: value });
  expect(faults).toEqual([]);
  return settings.inner[name];
}

describe('a variable', () => {
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
  ])('becomes what the setting is: %s %j', (name, value, expected) => {
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
  ])('stays text, to be refused, when it looks like something else: %s %j', (name, value) => {
    expect(fromVariable(name, value)).toBe(value);
  });

  it.each(['info\nport: 1', '{ a: 1 }', 'info # x', '!!str x', '&a x', '[1]'])(
    'is not read as YAML: %j',
    (value) => {
      expect(fromVariable('url', value)).toBe(value);
    },
  );

  it('is one item in a list', () => {
    const { settings } = read({ inner: { origins: ['${V}', 'c', 5] } }, { V: 'a,b' });
    expect(settings.inner.origins).toEqual(['a,b', 'c', 5]);
  });

  it('that is unset leaves the default and a fault', () => {
    expect(read({ inner: { port: '${V}', origins: ['${W}'] } })).toEqual({
      settings: new Outer(),
      faults: [
        { path: 'inner.port', message: 'the environment variable V is not set' },
        { path: 'inner.origins', message: 'the environment variable W is not set' },
      ],
    });
  });
});

describe('a section', () => {
  it('whose settings are all commented out has the defaults', () => {
    expect(read({ inner: null })).toEqual({ settings: new Outer(), faults: [] });
  });

  it.each(['text', 5, true, [], ['port']])('is not %j', (value) => {
    expect(read({ inner: value }).faults).toEqual([
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
  ])('%j may mean %s', (key, meant) => {
    const values = Object.fromEntries([[key, { polluted: true }]]);
    expect(read(values)).toEqual({
      settings: new Outer(),
      faults: [
        {
          path: key,
          message: meant
            ? `unknown key, did you mean "${meant}"?`
            : 'unknown key, known are inner, maxPageSize',
        },
      ],
    });
    expect({}).not.toHaveProperty('polluted');
  });

  it('is named by its whole path', () => {
    expect(read({ inner: { prot: 1 } }).faults).toEqual([
      { path: 'inner.prot', message: 'unknown key, did you mean "port"?' },
    ]);
  });
});
