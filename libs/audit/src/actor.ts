/**
 * The kinds of actors:
 *
 * - `client`: an authenticated client; its name is the client id
 * - `person`: a person who has signed in; the name is the id of the user of the side
 * - `command`: a person at the command line; the name is the account of the operating system
 * - `holder`: a caller that acts only by possession of a secret or token
 * - `system`: a server, by itself
 * - `anonymous`: a caller that is not authenticated
 */
export const ACTOR_TYPES = [
  'client',
  'command',
  'holder',
  'system',
  'anonymous',
  'person',
] as const;

export type ActorType = (typeof ACTOR_TYPES)[number];

/** An actor by its name, and by its type if that is given. */
export interface NamedActor {
  type?: ActorType;
  name: string;
}

/**
 * Reads an actor in the form in which lists print it, `client:<id>`, or a name alone. No name of an
 * actor begins with a type and a colon.
 */
export function readActor(text: string): NamedActor {
  const colon = text.indexOf(':');
  const type = ACTOR_TYPES.find((each) => each === text.slice(0, colon));
  return type && colon > 0 ? { type, name: text.slice(colon + 1) } : { name: text };
}

/** The actor of an event, with its request. */
export interface Actor {
  type: ActorType;

  /** Client id, account of the operating system … */
  name: string;

  requestId?: string;

  /** IP address of the caller. */
  address?: string;
}
