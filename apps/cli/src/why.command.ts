import { Command } from 'commander';
import type { AuditEvent } from '#audit';
import type { Client } from '#oauth';
import { jsonOption } from './arguments.js';
import { explainReason } from './authentication-reasons.js';
import { type Installation, withInstallation } from './installation.js';
import { type Output, print, printable, printRecord, timeText } from './output.js';

/** Acts of one request; no request does more. */
const MAX_EVENTS = 100;

/** As libs/oauth records it. */
const FAILED = 'client_authentication.failed';

/** `latchkey why …`: what the caller was not told. */
export function whyCommand(): Command {
  return new Command('why')
    .description('explain a request: why a client was refused, or what was changed')
    .argument('<request-id>', 'from the header X-Request-Id of the answer, or from the log')
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

async function explain(event: AuditEvent, installation: Installation): Promise<Explanation> {
  return event.action === FAILED ? failure(event, installation) : act(event);
}

async function failure(event: AuditEvent, { repository }: Installation): Promise<Explanation> {
  const { occurredAt, action, address, side, subjectId, reason } = event;
  const client = subjectId === null ? null : await repository.find(subjectId);
  const state = client && (await currentState(client, { repository }));
  const explanation = explainReason(reason ?? '');
  return {
    lines: [
      `${timeText(occurredAt)} from ${address}: the ${side} refused a client authentication`,
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

function unknownClientLines({ subjectId, reason }: AuditEvent): string[] {
  if (subjectId !== null) return [`the id was ${subjectId}`];
  return reason?.includes('unknown_secret') ? [] : ['the id was none that a client can have'];
}

/** How it stands at the moment, which may be another than then. */
async function currentState(
  { side, enabled, expiresAt, ownerId }: Client,
  { repository }: Pick<Installation, 'repository'>,
): Promise<string> {
  if (!enabled) return 'is disabled now';
  if (expiresAt && expiresAt.getTime() <= Date.now()) return `has expired, ${timeText(expiresAt)}`;
  if (ownerId === null) return 'is enabled now';
  const active = await repository.isOwnerActive(side, ownerId);
  if (active === null) return `is enabled, and its owner, user ${ownerId}, is gone`;
  return active ? 'is enabled now' : `is enabled, and its owner, user ${ownerId}, may not act`;
}

function act(event: AuditEvent): Explanation {
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
      'Refusals with 429, and those of a busy minute, are recorded as sums only. ' +
      `The server log has the reason: search it for "requestId":"${id}"`,
  );
}
