import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { CALLERS_FOLDER } from './client-package.js';

/** Returns the TypeScript blocks of a page as one program, with these texts replaced. */
export function programOf(page: string, replacements: Record<string, string>): string {
  const blocks = Array.from(page.matchAll(/^```ts\n([\s\S]*?)^```$/gm), ([, block]) => block!);
  return Object.entries(replacements).reduce((program, [text, replacement]) => {
    if (!program.includes(text)) throw new Error(`the page has no ${text}`);
    return program.replaceAll(text, replacement);
  }, blocks.join('\n'));
}

/** Writes a program to where it finds `CLIENT_MODULE`. Returns its path. */
export function writeProgram(name: string, program: string): string {
  const folder = join(CALLERS_FOLDER, 'var/test/programs', `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'program.mts');
  writeFileSync(path, program);
  return path;
}

/** Returns the errors of the compiler, with the settings of the project. */
export function compileErrors(path: string): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram([path], { ...options, rootDir: CALLERS_FOLDER, noEmit: true });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
