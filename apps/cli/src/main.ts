import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { messageText } from './output.js';
import { runCommandLine } from './run-command-line.js';

/** Standard output may be JSON for a script. */
const print = (message: unknown) => void process.stderr.write(messageText(message));

Logger.overrideLogger({ log() {}, warn: print, error: print, fatal: print });
process.exitCode = await runCommandLine(process.argv.slice(2), process);
