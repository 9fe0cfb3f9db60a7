import type { ConfigProblem } from '#config';
import { ClientAdministrationError } from '#oauth/administration';

/** Lists the problems of attributes with their paths in the file. Rethrows any other error. */
export function attributeProblems(error: unknown, path: string): ConfigProblem[] {
  if (!(error instanceof ClientAdministrationError)) throw error;
  return error.errors.map(({ attribute, message }) => {
    // Messages of class-validator begin with the attribute, which is already in the path.
    const start = `${attribute} `;
    const rest = message.startsWith(start) ? message.slice(start.length) : message;
    return { path: `${path}.${attribute}`, message: rest };
  });
}
