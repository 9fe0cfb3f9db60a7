import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Config, loadConfig, settingName } from './index.js';

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'latchkey-config-'))));
afterAll(() => rmSync(directory, { recursive: true }));

it('names a setting by its path and the variables that the file reads for it', () => {
  const path = join(directory, 'config.yml');
  writeFileSync(join(directory, 'none'), '');
  writeFileSync(
    path,
    `backoffice:
  port: \${PORT:-3000}
  publicUrl: \${URL:-http://localhost:\${PORT:-3000}}
  host: 127.0.0.1
  oauth: { keyEncryptionKey: "\${file:\${KEY_FILE:-none}}" }
http: { trustedProxies: ["\${ONE:-10.0.0.1}", "\${TWO:-10.0.0.2}"] }`,
  );
  const config = loadConfig({ path, env: {} });
  expect(
    [
      'backoffice.port',
      'backoffice.publicUrl',
      'backoffice.host',
      'backoffice.oauth.keyEncryptionKey',
      'http.trustedProxies',
    ].map((name) => settingName(config, name)),
  ).toEqual([
    'backoffice.port (PORT)',
    'backoffice.publicUrl (URL, PORT)',
    'backoffice.host',
    'backoffice.oauth.keyEncryptionKey (KEY_FILE)',
    'http.trustedProxies (ONE, TWO)',
  ]);
});

it('names a setting of a configuration without a file by its path', () => {
  expect(settingName(new Config(), 'backoffice.port')).toBe('backoffice.port');
});
