import type { Side } from '#oauth';
import { printable } from '#text/characters';
import { DAY_MS } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, printRows, printMessage } from './output.js';
import { setExitCode } from './terminal.js';

/** `latchkey keys list`: exits with code 1 when a key is not authentic. */
export async function listKeys({ side, json, wide }: { side?: Side } & Output): Promise<void> {
  const keys = await withInstallation((installation) => installation.keys.list(side));
  const now = Date.now();
  const rows = keys.map(({ kid, side: of, algorithm, state, since, authentic, ...key }) => {
    const { createdAt, activatedAt, retiredAt, verifiesUntil } = key;
    // A rotation no longer waits for processes that lack a retired key.
    const lackedBy = retiredAt ? [] : key.lackedBy;
    const common = { kid, side: of, algorithm, state, since, authentic };
    if (json) return { ...common, createdAt, activatedAt, retiredAt, verifiesUntil, lackedBy };
    const age = `${Math.floor((now - createdAt.getTime()) / DAY_MS)} d`;
    return { ...common, age, verifiesUntil, lackedBy: lackedBy.join(', ') };
  });
  await printRows(rows, { json, wide }, { details: ['authentic', 'age', 'algorithm'] });
  for (const { kid, side: of, authentic } of keys) {
    if (authentic === false) reportForged(kid, of);
  }
}

function reportForged(kid: string, side: string): void {
  printMessage(
    `${printable(kid)} is not authentic: it was written without ${side}.oauth.keyEncryptionKey. ` +
      `The servers of the ${side} ignore it; end it with \`latchkey keys retire <kid> --now\``,
  );
  setExitCode(1);
}
