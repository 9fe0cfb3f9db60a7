import type { Actor } from './actor.js';

/** The recorded members of a subject, with JSON values. It must not contain secrets. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** The resource of an act: a resource type, such as `roles`, and its id. */
export interface Subject {
  type: string;
  id: string;
}

/** An event to record. The database adds its position, time and hash. */
export interface NewAuditEvent {
  actor: Actor;

  /** Kind of subject and act: `client.created`, `secret.rotated` … */
  action: string;

  side?: string;
  subject?: Subject;
  before?: Snapshot;
  after?: Snapshot;

  /** Text for people; cut at 1,000 characters. */
  reason?: string;

  /** Number of acts of the same kind that this event stands for. The default is 1. */
  occurrences?: number;
}
