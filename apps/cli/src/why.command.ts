import { Command } from 'commander';
import type { RecordedEvent } from '#audit';
import type { Client } from '#oauth';
import { printable } from '#text/characters';
import { jsonOption } from './arguments.js';
import { explainReason } from './authentication-reasons.js';
import { type Installation, withInstallation } from './installation.js';
import { type Output, print, printRecord, timeText } from './output.js';

/** Events of one request. No request records more. */
const MAX_EVENTS = 100;

/** The action that libs/oauth records for a failed client authentication. */
const FAILED = 'client_authentication.failed';

/** `latchkey why …`: explains to the operator what the response does not reveal to the caller. */
export function whyCommand(): Command {
  return new Command('why')
    .description('explain a request: why the server rejected a client, or what the request changed')
    .argument(
      '<request-id>',
      'value of the response header X-Request-Id, or of requestId in the server log',
    )
    .addOption(jsonOption())
    .action(why);
}

async function why(requestId: string, { json }: Output): Promise<void> {
  const explanations = await withInstallation(async (installation) => {
    const events = await installation.auditTrail.list({ requestId, limit: MAX_EVENTS });
    return Promise.all(events.toReversed().map((event) => explain(event, installation)));
  });
  if (explanations.length === 0) throw noEventError(requestId);
  if (json) printRecord({ requestId, events: explanations.map(({ record }) => record) }, { json });
  else print(explanations.flatMap(({ lines }) => lines.map(printable)).join('\n'));
}

interface Explanation {
  lines: string[];
  record: Record<string, unknown>;
}

async function explain(event: RecordedEvent, installation: Installation): Promise<Explanation> {
  return event.action === FAILED ? failure(event, installation) : recordedChange(event);
}

async function failure(event: RecordedEvent, { repository }: Installation): Promise<Explanation> {
  const { occurredAt, action, address, side, subjectId, reason } = event;
  const client = subjectId === null ? null : await repository.find(subjectId);
  const state = client && (await currentState(client, { repository }));
  const explanation = explainReason(reason ?? '');
  return {
    lines: [
      `${timeText(occurredAt)} from ${address}: the ${side} rejected a client authentication`,
      `because ${explanation}`,
      ...(client ? [`${clientLine(client, side)}; it ${state}`] : unknownClientLines(event)),
    ],
    record: {
      occurredAt,
      action,
      side,
      address,
      reason,
      explanation,
      client: client && { clientId: client.id, side: client.side, name: client.name, state },
    },
  };
}

function clientLine({ id, name, side }: Client, requested: string | null): string {
  const whose =
    side === requested ? 'the client is' : `the ${side}, not the ${requested}, has the client`;
  return `${whose} ${id}, "${name}"`;
}

function unknownClientLines({ subjectId, reason }: RecordedEvent): string[] {
  if (subjectId !== null) return [`the client id in the request was ${subjectId}`];
  return reason?.includes('unknown_secret') ? [] : ['the request had no well-formed client id'];
}

/** Describes the current state of the client, which may have changed since the event. */
async function currentState(
  { side, enabled, expiresAt, ownerId }: Client,
  { repository }: Pick<Installation, 'repository'>,
): Promise<string> {
  if (!enabled) return 'is disabled now';
  if (expiresAt && expiresAt.getTime() <= Date.now()) return `expired at ${timeText(expiresAt)}`;
  if (ownerId === null) return 'is enabled now';
  const active = await repository.isOwnerActive(side, ownerId);
  if (active === null) return `is enabled, but its owner, user ${ownerId}, no longer exists`;
  return active ? 'is enabled now' : `is enabled, but its owner, user ${ownerId}, may not act`;
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

function noEventError(requestId: string): Error {
  const id = printable(requestId);
  return new Error(
    `the audit trail has no event of the request ${id}. Recording takes up to a second. ` +
      'Rejections with 429, and those in a busy minute, are recorded only as sums. ' +
      `The server log has the reason: search it for "requestId":"${id}"`,
  );
}
