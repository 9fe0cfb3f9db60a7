import { Command } from 'commander';
import type { AuditMaintenance, AuditTrail, ChainPoint, OldEvents } from '#audit';
import { jsonOption, readPoint } from './arguments.js';
import { exportLines, writeExport } from './audit-export.js';
import { TrailBrokenError } from './audit-verify.command.js';
import { operator, withDatabase } from './installation.js';
import { type Output, print, printRecord } from './output.js';
import { loadTerminalConfig } from './terminal.js';

/** `latchkey audit prune`: moves events older than `audit.retention` to a file. */
export function pruneCommand(): Command {
  return new Command('prune')
    .description('move events older than audit.retention to a file, in whole days')
    .requiredOption('--export <file>', 'new file for the events, in the format of `audit export`')
    .option(
      '--expect <id:hash>',
      'id and hash of an event, noted earlier, that the trail must contain',
      readPoint,
    )
    .addOption(jsonOption())
    .action(prune);
}

interface Options extends Output {
  export: string;
  expect?: ChainPoint;
}

async function prune({ export: file, expect, json }: Options): Promise<void> {
  const { retention } = (await loadTerminalConfig()).audit;
  if (retention === 0) {
    throw new Error('nothing to remove: audit.retention is 0, which keeps all events');
  }
  const audit = await import('#audit');
  const removed = await withDatabase(async ({ dataSource }) => {
    const trail = new audit.AuditTrail(
      new audit.AuditEventsRepository(dataSource),
      new audit.AuditVerificationsRepository(dataSource),
    );
    const repository = new audit.AuditMaintenanceRepository(dataSource);
    const maintenance = new audit.AuditMaintenance(repository, new audit.AuditLog());
    const verification = await trail.verify({ expected: expect });
    if (!verification.sound) throw new TrailBrokenError(verification);
    const old = await maintenance.olderThan(retention);
    return old && remove(old, file, { trail, maintenance });
  });
  if (json) printRecord({ removed: removed?.count ?? 0, ...removed }, { json });
  else if (!removed) print(`nothing to remove: no whole day is older than ${retention} days`);
  else printRecord(removed, { json });
}

/** Writes the file to the disk before it removes the events. */
async function remove(
  old: OldEvents,
  file: string,
  { trail, maintenance }: { trail: AuditTrail; maintenance: AuditMaintenance },
) {
  const { id, hash } = old.last;
  const { count, sha256 } = await writeExport(file, exportLines(trail.export(id)));
  await maintenance.prune(old, { count, sha256 }, operator().actor);
  return { count, id, hash, until: old.until, file, sha256 };
}
