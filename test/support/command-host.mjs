import { PassThrough, Writable } from 'node:stream';
import { build } from '../../scripts/build.js';

/**
 * Runs commands of the built command line one after the other. This process loads their libraries
 * once, which takes two seconds of CPU time, and evaluates `main.js` anew for each command.
 */
const MAIN = new URL('../../dist/apps/cli/src/main.js', import.meta.url).href;
const MAX_LISTENERS = 100;
let runs = 0;

build();
process.setMaxListeners(MAX_LISTENERS);
process.on('disconnect', () => process.exit());
process.on('message', (command) => {
  void run(command).then((result) => process.send(result));
});

async function run({ words, environment, input }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.argv = [process.execPath, 'latchkey', ...words];
  process.exitCode = undefined;
  const [output, errors] = [replace('stdout', collector()), replace('stderr', collector())];
  replace('stdin', new PassThrough()).end(input);

  runs += 1;
  await import(`${MAIN}?${runs}`);
  const { exitCode: code = 0 } = process;
  process.exitCode = undefined;
  return { code, output: output.text, errors: errors.text };
}

function replace(name, stream) {
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return stream;
}

function collector() {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      stream.text += chunk;
      done();
    },
  });
  return Object.assign(stream, { text: '' });
}
