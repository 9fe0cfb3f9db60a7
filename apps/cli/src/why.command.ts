import { Command } from 'commander';
import type { RecordedEvent } from '#audit';
import { printable } from '#text/characters';
import { jsonOption } from './arguments.js';
import { type Installation, withInstallation } from './installation.js';
import { type Output, print, printRecord, timeText } from './output.js';
import { type Explanation, explainFailure, explainRecorded } from './refused-request.js';
import { unknownRequest } from './unknown.js';

/** Events of one request. No request records more. */
const MAX_EVENTS = 100;

/** The action that libs/oauth records for a failed client authentication. */
const FAILED = 'client_authentication.failed';

/** `latchkey why …`: explains to the operator what the response does not reveal to the caller. */
export function whyCommand(): Command {
  return new Command('why')
    .description('explain a request: why a server refused it, or what the request changed')
    .argument(
      '<request-id>',
      'value of the response header X-Request-Id, or of requestId in the server log',
    )
    .addOption(jsonOption())
    .action(why);
}

const records = (explanations: Explanation[]) => explanations.map(({ record }) => record);

async function why(requestId: string, { json }: Output): Promise<void> {
  const { refusals, events } = await withInstallation(async (installation) =>
    explanationsOf(requestId, installation),
  );
  const all = [...refusals, ...events];
  if (all.length === 0) throw unknownRequest(requestId);
  const record = { requestId, refusals: records(refusals), events: records(events) };
  if (json) printRecord(record, { json });
  else print(all.flatMap(({ lines }) => lines.map(printable)).join('\n'));
}

/** A failed authentication is a refusal and an event; the refusal says more, and is kept for less. */
async function explanationsOf(requestId: string, installation: Installation) {
  const recorded = await installation.refusals.ofRequest(requestId);
  const events = await installation.auditTrail.list({ requestId, limit: MAX_EVENTS });
  const shown = events
    .toReversed()
    .filter(({ action }) => recorded.length === 0 || action !== FAILED);
  return {
    refusals: await Promise.all(
      recorded.map(async (refusal) => explainRecorded(refusal, installation)),
    ),
    events: await Promise.all(shown.map(async (event) => explainEvent(event, installation))),
  };
}

async function explainEvent(
  event: RecordedEvent,
  installation: Installation,
): Promise<Explanation> {
  return event.action === FAILED ? explainFailure(event, installation) : recordedChange(event);
}

function recordedChange(event: RecordedEvent): Explanation {
  const { occurredAt, actorType, actor, address, action, side, subjectType, subjectId } = event;
  const { before, after, reason, occurrences } = event;
  const times = occurrences > 1 ? `, ${occurrences} times` : '';
  const subject = subjectType === null ? '' : ` of ${subjectType} ${subjectId}`;
  const lines = [
    `${timeText(occurredAt)} ${actorType} ${actor}${address ? ` from ${address}` : ''}: ` +
      `${action}${subject}${side ? ` (${side})` : ''}${times}${reason ? `, ${reason}` : ''}`,
  ];
  if (before) lines.push(`before: ${JSON.stringify(before)}`);
  if (after) lines.push(`after: ${JSON.stringify(after)}`);
  return {
    lines,
    record: {
      occurredAt,
      action,
      side,
      address,
      actorType,
      actor,
      subjectType,
      subjectId,
      before,
      after,
      reason,
      occurrences,
    },
  };
}
