import type { RecordedEvent } from '#audit';
import type { Client, RecordedRefusal } from '#oauth';
import type { Installation } from './installation.js';
import { timeText } from './output.js';

/** Words of a command about one request. */
export interface Explanation {
  lines: string[];
  record: Record<string, unknown>;
}

type Clients = Pick<Installation, 'repository' | 'explanations'>;

/** Explains a recorded refusal, with the present state of its client. */
export async function explainRecorded(
  refusal: RecordedRefusal,
  clients: Clients,
): Promise<Explanation> {
  const { occurredAt, side, address, method, route, status, code, reason, required } = refusal;
  const explanation = clients.explanations.ofRefusal(refusal.explanation);
  const client = await clientOf(refusal.clientId, clients);
  const { text, advice } = explanation;
  const unknown = unknownClientLines(refusal.clientId, reason);
  return {
    lines: [
      `${timeText(occurredAt)} from ${address}: the ${side} refused ${method} ${route} with ${status} ${code}`,
      `because ${text}`,
      ...(client ? [`${clientLine(client, side)}; it ${client.state}`] : unknown),
      ...(advice ? [`what to do: ${advice}`] : []),
    ],
    record: {
      occurredAt,
      side,
      address,
      method,
      route,
      status,
      code,
      reason,
      required,
      explanation,
      client,
    },
  };
}

/** Explains the audit event of a failed authentication, whose refusal is no longer kept. */
export async function explainFailure(
  { occurredAt, action, address, side, subjectId, reason }: RecordedEvent,
  clients: Clients,
): Promise<Explanation> {
  const client = await clientOf(subjectId, clients);
  const explanation = clients.explanations.ofReason(reason ?? '');
  const unknown = unknownClientLines(subjectId, reason);
  return {
    lines: [
      `${timeText(occurredAt)} from ${address}: the ${side} rejected a client authentication`,
      `because ${explanation}`,
      ...(client ? [`${clientLine(client, side)}; it ${client.state}`] : unknown),
    ],
    record: { occurredAt, action, side, address, reason, explanation, client },
  };
}

/** A client as far as commands show it. */
interface ShownClient extends Pick<Client, 'side' | 'name'> {
  clientId: string;
  /** Its present state, in words that follow "it". */
  state: string;
}

async function clientOf(id: string | null, clients: Clients): Promise<ShownClient | null> {
  const client = id === null ? null : await clients.repository.find(id);
  if (!client) return null;
  const { side, name } = client;
  return { clientId: client.id, side, name, state: await currentState(client, clients) };
}

function clientLine({ clientId, name, side }: ShownClient, requested: string | null): string {
  const whose =
    side === requested ? 'the client is' : `the ${side}, not the ${requested}, has the client`;
  return `${whose} ${clientId}, "${name}"`;
}

function unknownClientLines(clientId: string | null, reason: string | null): string[] {
  if (clientId !== null) return [`the client id in the request was ${clientId}`];
  // Without a recorded reason it was no authentication of a client.
  const isNamed = reason === null || reason.includes('unknown_secret');
  return isNamed ? [] : ['the request had no well-formed client id'];
}

/** Describes the current state of the client, which may have changed since the event. */
async function currentState(
  { side, enabled, expiresAt, ownerId }: Client,
  { repository }: Clients,
): Promise<string> {
  if (!enabled) return 'is disabled now';
  if (expiresAt && expiresAt.getTime() <= Date.now()) return `expired at ${timeText(expiresAt)}`;
  if (ownerId === null) return 'is enabled now';
  const active = await repository.isOwnerActive(side, ownerId);
  if (active === null) return `is enabled, but its owner, user ${ownerId}, no longer exists`;
  return active ? 'is enabled now' : `is enabled, but its owner, user ${ownerId}, may not act`;
}
