/**
 * - `client`: an authenticated client, by its client id
 * - `command`: somebody at the command line, by the account of the operating system
 * - `holder`: whoever holds a secret or token and acts on that alone
 * - `system`: a server of itself
 * - `anonymous`: a caller that has proved nothing
 */
export type ActorType = 'client' | 'command' | 'holder' | 'system' | 'anonymous';

/** Who did it, and over which request. */
export interface Actor {
  type: ActorType;

  /** Client id, account of the operating system … */
  name: string;

  requestId?: string;

  /** IP address of the caller. */
  address?: string;
}
