import type { Command } from 'commander';
import type { ClientSecret } from '#oauth';
import { printable } from '#text/characters';
import { jsonOption, readNumber } from './arguments.js';
import { findClient, type OfClient, takesClient } from './client-argument.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { type Output, print, printRecord, SAVE_SECRET, timeText } from './output.js';
import { isLive } from './secret-records.js';
import { unknownClient } from './unknown.js';

const DAY = 86_400;

type Options = OfClient & Output & { label?: string; overlap: number };

/** Adds `latchkey secrets rotate`. */
export function addRotation(secrets: Command): void {
  takesClient(secrets.command('rotate'))
    .description(
      'add a secret, shown only once; others are deprecated and expire after --overlap, and the ' +
        'command prints when',
    )
    .option('--label <text>', 'label for people; by default the label of the newest live secret')
    .option(
      '--overlap <days>',
      'days until the other secrets expire, 0 to 365',
      readNumber(0, 365),
      7,
    )
    .addOption(jsonOption())
    .action(rotate);
}

async function rotate(reference: string, { json, ...options }: Options): Promise<void> {
  const { created, others } = await withInstallation(async (installation) =>
    rotateOf(reference, options, installation),
  );
  const { id: secretId, clientId, label, notBefore, expiresAt } = created.row;
  const record = { secretId, clientId, clientSecret: created.secret, label, notBefore, expiresAt };
  if (json) {
    printRecord({ ...record, others: others.map(otherRecord) }, { json });
    return;
  }
  printRecord(record, { json });
  print([SAVE_SECRET, ...others.map(otherLine)].join('\n'));
}

/** Rotates, and reads the new ends of the secrets that were live before. */
async function rotateOf(
  reference: string,
  { side, label, overlap }: OfClient & { label?: string; overlap: number },
  installation: Installation,
) {
  const { NewSecret, validAttributes } = await import('#oauth/administration');
  const { secrets, secretRows } = installation;
  const { id } = await findClient(reference, { side }, installation);
  const live = (await secretRows.list(id)).filter(isLive);
  const attributes = validAttributes(NewSecret, {
    label: label ?? live[0]?.label ?? '',
    overlap: overlap * DAY,
  });
  const created = await secrets.create(id, attributes, operator());
  if (!created) throw unknownClient(id);
  const before = new Set(live.map((secret) => secret.id));
  const rows = await secretRows.list(id);
  return { created, others: rows.filter((secret) => before.has(secret.id)) };
}

function otherRecord({ id: secretId, label, hint, expiresAt }: ClientSecret) {
  return { secretId, label, hint, expiresAt };
}

function otherLine(secret: ClientSecret): string {
  const { label, hint, expiresAt } = secret;
  const ends = isLive(secret) ? 'works until' : 'has ended at';
  return `The previous secret "${printable(label)}" (…${hint}) ${ends} ${timeText(expiresAt!)}.`;
}
