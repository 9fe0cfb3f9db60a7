import type { ConfigProblem } from '#config';
import { ClientAdministrationError } from '#oauth';

/** The problems of attributes by their paths in the file; what is no refusal is thrown again. */
export function attributeProblems(error: unknown, path: string): ConfigProblem[] {
  if (!(error instanceof ClientAdministrationError)) throw error;
  return error.faults.map(({ attribute, message }) => {
    // class-validator begins with the name, which is in the path
    const start = `${attribute} `;
    const rest = message.startsWith(start) ? message.slice(start.length) : message;
    return { path: `${path}.${attribute}`, message: rest };
  });
}
