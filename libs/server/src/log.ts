import type { LoggerService } from '@nestjs/common';
import type { LogConfig } from '#config';
import { destination, pino, stdTimeFunctions, type Logger, type LoggerOptions } from 'pino';

export type Log = Logger;

/** Milliseconds that a line may be buffered. */
const MAX_WAIT_MS = 100;

/** Bytes per write, about fifteen lines: a write for each line takes 4 % of a token's time. */
const BLOCK = 4096;

/**
 * Standard output of the process. If the process is killed, the lines of the last moment are lost.
 */
const output = destination({
  dest: 1,
  sync: true,
  minLength: BLOCK,
  periodicFlush: MAX_WAIT_MS,
});
process.once('exit', () => output.flushSync());

/**
 * Writes JSON lines to standard output: `level`, `time` (ISO 8601), `application`, then the event.
 */
export function createLog(application: string, { level }: LogConfig): Log {
  const options: LoggerOptions = {
    level,
    base: { application },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: (error: unknown) => describe(error) },
  };
  return pino(options, output);
}

/** Writes the messages of Nest and of `new Logger('Context')` as the same JSON lines. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest passes the context as the last argument, and the stack of an error before it. */
  #write(
    level: 'info' | 'warn' | 'error' | 'fatal' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    // Nest's wiring messages help to debug the application; operators do not need them.
    const isWiring = level === 'info' && typeof context === 'string' && WIRING.has(context);
    const fields = { context, stack, ...readFields(message) };
    this.target[isWiring ? 'debug' : level](fields);
  }
}

const WIRING = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

function readFields(message: unknown): object {
  if (message instanceof Error) return { error: message };
  return typeof message === 'object' && message !== null ? message : { msg: String(message) };
}

function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause ? { cause: describe(cause) } : {}) };
}
