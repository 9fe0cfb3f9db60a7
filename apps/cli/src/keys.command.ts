import { Command } from 'commander';
import { makeKeyEncryptionKey, type Side } from '#oauth';
import { sideOption } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, print, printRows } from './output.js';

/** `latchkey keys …`: what signs the tokens. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('what signs the tokens');
  keys
    .command('list')
    .description('signing keys, the newest of each side first: that one signs')
    .addOption(sideOption())
    .option('--json', 'a JSON array')
    .action(list);
  keys
    .command('new-kek')
    .description('a new key-encryption key for config.yml: 32 random bytes in base64')
    .action(() => print(makeKeyEncryptionKey()));
  return keys;
}

async function list({ side, json }: { side?: Side } & Output): Promise<void> {
  const keys = await withInstallation(({ signingKeys }) => signingKeys.list(side));
  const rows = keys.map(({ kid, side: of, algorithm, createdAt }) => {
    return { kid, side: of, algorithm, createdAt };
  });
  printRows(rows, { json });
}
