/** The environment variables that the benchmark passes to the programs of contestants. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Algorithm } from '../load-plan.js';

const { env } = process;

export const PORT = Number(env.PORT);
export const DATABASE_URL = env.DATABASE_URL!;
export const ALGORITHM = env.ALGORITHM as Algorithm;
export const PRIVATE_KEY = createPrivateKey(env.PRIVATE_KEY!);
export const PUBLIC_KEY = createPublicKey(PRIVATE_KEY);
export const KEY_ID = 'bench';

/** `iss`, and the base of the API, which is `aud`. */
export const ISSUER = `http://127.0.0.1:${PORT}`;
export const AUDIENCE = `${ISSUER}/api`;

/** Seconds until a token expires. */
export const LIFETIME = 3600;

/** Latchkey's default. */
export const POOL_SIZE = 10;

/** The issuer whose tokens a program accepts that issues none. */
export const TRUSTED = {
  issuer: env.TRUSTED_ISSUER!,
  audience: env.TRUSTED_AUDIENCE!,
  jwksUri: env.TRUSTED_JWKS_URI!,
};
