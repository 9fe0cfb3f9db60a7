import { currentTerminal } from './terminal.js';

/** Reads standard input without its final line break, and stops after `maxLength` characters. */
export async function standardInput(maxLength: number): Promise<string> {
  let text = '';
  for await (const chunk of currentTerminal().stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > maxLength) break;
  }
  return text.replace(/\r?\n$/, '');
}
