/** A server that issues tokens for client credentials. */
export interface TokenEndpoint {
  name: string;
  path: string;
  /** The format of its request body; some servers do not accept JSON. */
  format: 'json' | 'form';
}

/** A contestant that is a program of bench/programs. */
export interface Program {
  name: string;
  program: string;
}

export const LATCHKEY: TokenEndpoint = { name: 'Latchkey', path: '/oauth2-token', format: 'json' };

export const FLOOR = 'floor: node:http';

export const TOKEN_PROGRAMS: readonly (Program & TokenEndpoint)[] = [
  { name: FLOOR, program: 'floor-token', path: '/token', format: 'json' },
  { name: 'oidc-provider', program: 'oidc-provider', path: '/token', format: 'form' },
  { name: '@node-oauth/oauth2-server', program: 'node-oauth', path: '/token', format: 'form' },
  { name: '@jmondi/oauth2-server', program: 'jmondi', path: '/token', format: 'json' },
];

export const USERS_PROGRAMS: readonly Program[] = [
  { name: FLOOR, program: 'floor-users' },
  { name: 'express, typeorm', program: 'express-users' },
];

export const CHANGES_PROGRAMS: readonly Program[] = [
  { name: FLOOR, program: 'floor-changes' },
  { name: 'express, typeorm', program: 'express-changes' },
];

export const USERS = '/api/users';

export const USERS_PATH = `${USERS}?page%5Bsize%5D=25`;
