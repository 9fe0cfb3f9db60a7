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
export type ActorType = 'client' | 'person' | 'command' | 'holder' | 'system' | 'anonymous';

/** The actor of an event, with its request. */
export interface Actor {
  type: ActorType;

  /** Client id, account of the operating system … */
  name: string;

  requestId?: string;

  /** IP address of the caller. */
  address?: string;
}
