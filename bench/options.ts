import { parseArgs } from 'node:util';

export interface Options {
  /** Names of sections; empty for all. */
  only: readonly string[];
  /** Measured rounds, after a warm-up. */
  rounds: number;
  /** Seconds of each round. */
  seconds: number;
  connections: number;
  /** Requests in the section about memory. */
  tokens: number;
  /** Clients of the largest installation. */
  clients: number;
  /** Folder of another built checkout to compare with; empty for the usual sections. */
  against: string;
  /** For development. The rounds are too short to mean anything, so no results are written. */
  quick: boolean;
}

export const DEFAULTS: Options = {
  only: [],
  rounds: 7,
  seconds: 1,
  connections: 32,
  tokens: 1_000_000,
  clients: 1_000_000,
  against: '',
  quick: false,
};

const QUICK: Partial<Options> = { rounds: 1, seconds: 2, tokens: 20_000, clients: 20_000 };

/** Names of the sections, without and with `--against`. */
interface SectionNames {
  usual: readonly string[];
  against: readonly string[];
}

/** @throws for an unknown section or option, and for an invalid number */
export function readOptions(args: readonly string[], names: SectionNames): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      against: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',').filter((name) => name !== '');
  const sections = values.against ? names.against : names.usual;
  const unknown = only.find((name) => !sections.includes(name));
  if (unknown !== undefined) {
    const known = `--only takes ${sections.join(', ')}`;
    throw new Error(
      `there is no section ${unknown}${values.against && ' with --against'}: ${known}`,
    );
  }
  const defaults = { ...DEFAULTS, ...(values.quick && QUICK) };
  return {
    ...defaults,
    only,
    against: values.against,
    quick: values.quick,
    rounds: readNumber('rounds', values.rounds) ?? defaults.rounds,
    seconds: readNumber('seconds', values.seconds) ?? defaults.seconds,
  };
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error(`--${name} takes a number from 1 to 999`);
  return Number(text);
}
