import { ValidateBy } from 'class-validator';

/** The highest value of each limit, the same as in `clients.limits` of the configuration. */
const MAX = {
  requestsInFlight: 100_000,
  requestsPerSecond: 1_000_000,
  tokensPerMinute: 10_000_000,
  revocationsPerMinute: 10_000_000,
  introspectionsPerMinute: 10_000_000,
} as const;

type LimitName = keyof typeof MAX;

/** Limits of one client. Omitted limits follow the configuration; 0 disables one. */
export type LimitOverrides = Readonly<Partial<Record<LimitName, number>>>;

const NAMES = Object.keys(MAX) as LimitName[];

export const AreLimits = () =>
  ValidateBy({
    name: 'limits',
    validator: {
      validate: (value) => limitsError(value) === null,
      defaultMessage: (args) => limitsError(args?.value) ?? '',
    },
  });

/** Returns the valid limits in a fixed order; null when there are none. */
export function plainLimits(value: unknown): LimitOverrides | null {
  const limits = Object(value) as Record<string, unknown>;
  const known = NAMES.filter((name) => isLimit(name, limits[name]));
  if (known.length === 0) return null;
  return Object.fromEntries(known.map((name) => [name, limits[name]]));
}

/**
 * Returns the problem with the value; null for valid limits. The message repeats nothing of the
 * value.
 */
function limitsError(value: unknown): string | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const names = isObject ? Object.keys(value) : [];
  const areKnown = names.every((name) => Object.hasOwn(MAX, name));
  if (names.length === 0 || !areKnown) {
    return `limits must be null, or an object with one or more of ${NAMES.join(', ')}`;
  }
  const limits = value as Record<LimitName, unknown>;
  const wrong = NAMES.find((name) => names.includes(name) && !isLimit(name, limits[name]));
  return wrong ? `limits: ${wrong} must be an integer from 0 to ${MAX[wrong]}` : null;
}

function isLimit(name: LimitName, value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX[name];
}
