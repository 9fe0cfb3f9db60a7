import { createReadStream } from 'node:fs';
import { Command, Option } from 'commander';
import { makeKeyEncryptionKey, type Side, SIGNING_ALGORITHMS } from '#oauth/offline';
import { jsonOption, printsRows, sideOption } from './arguments.js';
import { cutOption, type Emergency, inEmergency } from './emergency.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { listKeys } from './keys-list.command.js';
import { type Output, print, printRecord, printMessage, timeText } from './output.js';
import { resealSecrets } from './sealed-secrets.js';
import { standardInput } from './standard-input.js';
import { loadTerminalConfig } from './terminal.js';
import { NotFoundError } from './unknown.js';

type Algorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Characters. An RSA key of 8192 bits has some 6,500. */
const MAX_PEM = 16_384;

/** `latchkey keys …`: signing keys. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('list, rotate, withdraw and import signing keys');
  printsRows(
    keys
      .command('list')
      .description('list signing keys and their states, newest first within each side')
      .addOption(sideOption()),
  ).action(listKeys);
  keys
    .command('rotate')
    .description(
      'request a new signing key; a server of the side announces it, and signs with it later',
    )
    .addOption(sideOption('side of the key').makeOptionMandatory())
    .addOption(algorithmOption('algorithm of the new key; by default the configured one'))
    .addOption(jsonOption())
    .action(rotate);
  keys
    .command('retire <kid>')
    .description('remove an announced key, or replace an active key; its tokens stay valid')
    .option('--now', 'withdraw the key at once: every token that it signed is rejected')
    .addOption(cutOption())
    .addOption(jsonOption())
    .allowUnknownOption() // the id of one key in 64 begins with a dash
    .action(retire);
  keys
    .command('import <file>')
    .description('announce a private key from a file (PEM, PKCS #8); - reads standard input')
    .addOption(sideOption('side of the key').makeOptionMandatory())
    .addOption(algorithmOption('algorithm of the key, if the key fits several'))
    .addOption(jsonOption())
    // PEM begins with dashes. The message about an unknown option would repeat the private key.
    .allowUnknownOption()
    .action(importKey);
  keys
    .command('reseal')
    .description(
      'encrypt the signing keys and the secrets of people of a side with keyEncryptionKey ' +
        'instead of previousKeyEncryptionKey',
    )
    .addOption(sideOption('side of the keys').makeOptionMandatory())
    .addOption(jsonOption())
    .action(reseal);
  keys
    .command('new-kek')
    .description('generate a key-encryption key for config.yml: 32 random bytes in base64')
    .addOption(jsonOption())
    .action(newKeyEncryptionKey);
  return keys;
}

function newKeyEncryptionKey({ json }: Output): void {
  const keyEncryptionKey = makeKeyEncryptionKey();
  if (json) printRecord({ keyEncryptionKey }, { json });
  else print(keyEncryptionKey);
}

function algorithmOption(description: string): Option {
  return new Option('--algorithm <algorithm>', description).choices(SIGNING_ALGORITHMS);
}

type OfSide = Output & { side: Side; algorithm?: Algorithm };

async function rotate({ side, algorithm, json }: OfSide): Promise<void> {
  const { signingAlgorithm } = (await loadTerminalConfig())[side].oauth;
  const { underWay, instances } = await withInstallation(({ keys }) =>
    keys.requestRotation(side, algorithm ?? null, operator().actor),
  );
  if (json) printRecord({ side, algorithm: algorithm ?? null, underWay, instances }, { json });
  else if (underWay) print(`${underWay} is announced already: it will be the next signing key`);
  else print(`rotation requested: ${await nextSteps(side, instances)}`);
  warnAboutAlgorithm(side, algorithm ?? signingAlgorithm, signingAlgorithm);
}

/** Says which server makes the requested key, and when the key signs. */
async function nextSteps(side: string, instances: number): Promise<string> {
  if (instances === 0) {
    return `no server of the ${side} is running; the next one that starts makes the key`;
  }
  const { announceFor } = (await loadTerminalConfig()).keys;
  return (
    `a server of the ${side} (${instances} running) makes the key, which signs ` +
    `after at least ${announceFor} s; see \`latchkey keys list\``
  );
}

/** Warns that a server rotates to a key of the configured algorithm when it starts. */
function warnAboutAlgorithm(side: Side, algorithm: Algorithm, configured: Algorithm): void {
  if (algorithm === configured) return;
  printMessage(
    `${side}.oauth.signingAlgorithm is ${configured}: set it to ${algorithm}, ` +
      `or the next start of a server rotates back to ${configured}`,
  );
}

type Retire = { now?: boolean } & Emergency & Output;

async function retire(kid: string, options: Retire, command: Command): Promise<void> {
  const { now, cut, json } = options;
  if (cut && !now) command.error('error: --cut needs --now');
  if (now) await withdraw(kid, options);
  else await retireGently(kid, { json });
}

async function withdraw(kid: string, { cut, json }: Emergency & Output): Promise<void> {
  const withdrawal = async ({ keys }: Installation) => keys.withdraw(kid, operator().actor);
  const done = await inEmergency({ cut }, withdrawal);
  if (!done) throw unknownKey(kid);
  const { key, successor, instances } = done;
  if (json) return printRecord({ kid, withdrawn: true, successor, instances }, { json });
  print(`${kid} is withdrawn: every token that it signed is rejected at once`);
  if (!key.activatedAt || key.retiredAt) return;
  const next = successor ? `activates ${successor} as the signing key` : 'makes another key';
  if (instances > 0) print(`a running server of the ${key.side} ${next}`);
  else print(`no server of the ${key.side} is running: the next one that starts ${next}`);
}

async function retireGently(kid: string, { json }: Output): Promise<void> {
  const done = await withInstallation(({ keys }) => keys.retire(kid, operator().actor));
  if (!done) throw unknownKey(kid);
  const { key, ...rest } = done;
  if (json) printRecord({ kid, ...rest }, { json });
  else if (rest.state === 'announced') print(`${kid} is removed: it has signed no token`);
  else if (rest.state === 'retired') {
    print(`${kid} is retired already; it verifies tokens until ${timeText(rest.verifiesUntil)}`);
  } else {
    const { underWay, instances } = rest.rotation;
    const next = underWay ? `${underWay} is announced` : await nextSteps(key.side, instances);
    print(`${kid} signs until a new key replaces it: ${next}`);
  }
}

async function importKey(file: string, { side, algorithm, json }: OfSide): Promise<void> {
  const preferred = (await loadTerminalConfig())[side].oauth.signingAlgorithm;
  const pem = file === '-' ? await standardInput(MAX_PEM) : await readPem(file);
  const key = { side, pem, algorithm: algorithm ?? null, preferred };
  const { kid, ...made } = await withInstallation(({ sealedKeys }) =>
    sealedKeys.import(key, operator().actor),
  );
  if (json) printRecord({ kid, side, ...made }, { json });
  else print(`${kid} is ${made.state === 'active' ? 'the active signing key' : 'announced'}`);
  warnAboutAlgorithm(side, made.algorithm, preferred);
}

/** Reads a file. The error does not repeat the name, in case the operator passed the key itself. */
async function readPem(file: string): Promise<string> {
  try {
    const texts: string[] = [];
    const stream = createReadStream(file, { encoding: 'utf8', end: MAX_PEM });
    for await (const text of stream) texts.push(String(text));
    return texts.join('');
  } catch (error) {
    throw new Error(`the file cannot be read: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    });
  }
}

async function reseal({ side, json }: OfSide): Promise<void> {
  const resealed = await withInstallation(({ sealedKeys }) =>
    sealedKeys.reseal(side, operator().actor),
  );
  const secrets = await resealSecrets(side);
  if (!json && secrets > 0) print(`secrets of people and providers resealed: ${secrets}`);
  if (json) printRecord({ side, resealed, secrets }, { json });
  else if (resealed === 0) print(`every key is already sealed with ${side}.oauth.keyEncryptionKey`);
  else print(`keys resealed: ${resealed}; ${side}.oauth.previousKeyEncryptionKey can be removed`);
}

function unknownKey(kid: string): NotFoundError {
  return new NotFoundError(`there is no key ${kid}: run \`latchkey keys list\` to see all keys`);
}
