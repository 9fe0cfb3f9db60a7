import type { Side } from '#oauth';
import { DAY_MS } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, printRows } from './output.js';

/** `latchkey keys list` */
export async function listKeys({ side, json }: { side?: Side } & Output): Promise<void> {
  const keys = await withInstallation((installation) => installation.keys.list(side));
  const now = Date.now();
  const rows = keys.map(({ kid, side: of, algorithm, state, since, ...key }) => {
    const { createdAt, activatedAt, retiredAt, verifiesUntil } = key;
    // Of a retired one it makes no difference any more.
    const lackedBy = retiredAt ? [] : key.lackedBy;
    const common = { kid, side: of, algorithm, state, since };
    if (json) return { ...common, createdAt, activatedAt, retiredAt, verifiesUntil, lackedBy };
    const age = `${Math.floor((now - createdAt.getTime()) / DAY_MS)} d`;
    return { ...common, age, verifiesUntil, lackedBy: lackedBy.join(', ') };
  });
  printRows(rows, { json });
}
