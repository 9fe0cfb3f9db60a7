/** The use by all clients of one side: in the last 24 hours, and in the running hour. */
export interface SideUsage {
  side: string;
  day: Sums;
  hour: Sums;
}

export interface Sums {
  tokensIssued: number;
  apiCalls: number;
  denials: number;
}

const NAMES = ['tokensIssued', 'apiCalls', 'denials'] as const;

interface Hour extends Sums {
  side: string;
  startsAt: string;
}

const SIDES = ['backoffice', 'storefront'];

/** Returns the sums of each side, and those of the hour that runs; nothing without any use. */
export function sumsOf(hours: readonly Hour[], now = Date.now()): SideUsage[] {
  const running = new Date(now).toISOString().slice(0, 'yyyy-mm-ddThh'.length);
  if (hours.length === 0) return [];
  return SIDES.map((side) => {
    const own = hours.filter((hour) => hour.side === side);
    const current = own.filter(({ startsAt }) => startsAt.startsWith(running));
    return { side, day: sum(own), hour: sum(current) };
  });
}

function sum(hours: readonly Hour[]): Sums {
  const entries = NAMES.map((name) => [name, hours.reduce((all, hour) => all + hour[name], 0)]);
  return Object.fromEntries(entries);
}
