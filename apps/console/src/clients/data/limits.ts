import type { Session } from '../../api/session.js';

/** The limits of a client in the order in which the server stores them. */
export const LIMITS = [
  'requestsInFlight',
  'requestsPerSecond',
  'tokensPerMinute',
  'revocationsPerMinute',
  'introspectionsPerMinute',
] as const satisfies (keyof Session['clientLimits'])[];

export type LimitName = (typeof LIMITS)[number];

/** The highest value of each limit that the server accepts. */
export const MAX_LIMITS: Readonly<Record<LimitName, number>> = {
  requestsInFlight: 100_000,
  requestsPerSecond: 1_000_000,
  tokensPerMinute: 10_000_000,
  revocationsPerMinute: 10_000_000,
  introspectionsPerMinute: 10_000_000,
};

/** The limits of one client, which override the defaults; 0 means no limit. */
export type OwnLimits = Readonly<Partial<Record<LimitName, number>>>;

/** The values of the fields: texts, empty for the default. */
export type LimitValues = Record<LimitName, string>;

export function limitValues(limits: OwnLimits | null): LimitValues {
  const values = LIMITS.map((name) => [name, String(limits?.[name] ?? '')]);
  return Object.fromEntries(values) as LimitValues;
}

/** Returns the limits for the values of the fields; null when all follow the defaults. */
export function limitsOf(values: LimitValues): OwnLimits | null {
  const own = LIMITS.filter((name) => values[name] !== '');
  return own.length === 0
    ? null
    : Object.fromEntries(own.map((name) => [name, Number(values[name])]));
}

/** True for the text of a field that the server accepts. */
export function isLimit(name: LimitName, text: string): boolean {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= MAX_LIMITS[name];
}
