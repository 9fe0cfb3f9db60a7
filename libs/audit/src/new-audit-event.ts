import type { Actor } from './actor.js';

/** What of a thing is worth keeping, never a secret. JSON values only. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** What was done to: a type of ours, such as `client`, and its id. */
export interface Subject {
  type: string;
  id: string;
}

/** An act as whoever did it tells it; position, time and hash are the database's. */
export interface NewAuditEvent {
  actor: Actor;

  /** What was done to what: `client.created`, `secret.rotated` … */
  action: string;

  side?: string;
  subject?: Subject;
  before?: Snapshot;
  after?: Snapshot;

  /** In words; cut at 1,000 characters. */
  reason?: string;

  /** How many acts of the same kind this event stands for; 1 unless given. */
  occurrences?: number;
}
