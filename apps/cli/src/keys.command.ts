import { Command, Option } from 'commander';
import { makeKeyEncryptionKey, SIDES, type Side } from '#oauth';
import { withInstallation } from './installation.js';
import { print, printRows } from './output.js';

/** `latchkey keys …`: what signs the tokens. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('what signs the tokens');
  keys
    .command('list')
    .description('signing keys, the newest of each side first: that one signs')
    .addOption(new Option('--side <side>', 'of one side').choices(SIDES))
    .option('--json', 'a JSON array')
    .action(list);
  keys
    .command('new-kek')
    .description('a new key-encryption key for config.yml: 32 random bytes in base64')
    .action(() => print(makeKeyEncryptionKey()));
  return keys;
}

async function list({ side, json }: { side?: Side; json?: boolean }): Promise<void> {
  const keys = await withInstallation(({ signingKeys }) => signingKeys.list(side));
  const rows = keys.map(({ kid, side: of, algorithm, createdAt }) => {
    return { kid, side: of, algorithm, createdAt };
  });
  printRows(rows, { json });
}
