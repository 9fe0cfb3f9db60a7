/**
 * Appends the URL of each module that a process imports to the file LOADED_MODULES. Load it with
 * `node --import`.
 */
import { register } from 'node:module';

const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, nextLoad) {
  appendFileSync(${JSON.stringify(process.env.LOADED_MODULES)}, url + '\\n');
  return nextLoad(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
