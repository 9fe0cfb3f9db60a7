import { createReadStream } from 'node:fs';
import { Command, Option } from 'commander';
import { loadConfig } from '#config';
import { makeKeyEncryptionKey, type Side, SIGNING_ALGORITHMS } from '#oauth';
import { jsonOption, sideOption } from './arguments.js';
import { cutOption, type Emergency, inEmergency } from './emergency.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { listKeys } from './keys-list.command.js';
import { type Output, print, printRecord, tell, timeText } from './output.js';
import { standardInput } from './standard-input.js';

type Algorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Characters; an RSA key of 8192 bits has some 6,500. */
const MAX_PEM = 16_384;

/** `latchkey keys …`: signing keys. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('list, rotate, withdraw and import signing keys');
  keys
    .command('list')
    .description('list signing keys with the state of each, the newest of each side first')
    .addOption(sideOption())
    .addOption(jsonOption('a JSON array'))
    .action(listKeys);
  keys
    .command('rotate')
    .description('ask the servers of a side for a new key; they announce it, then sign with it')
    .addOption(sideOption('the side of the key').makeOptionMandatory())
    .addOption(algorithmOption('algorithm of the new key; the default is the configured one'))
    .addOption(jsonOption())
    .action(rotate);
  keys
    .command('retire <kid>')
    .description('end a key gently: remove an announced one, rotate an active one')
    .option('--now', 'withdraw it at once, with every token that it signed')
    .addOption(cutOption())
    .addOption(jsonOption())
    .allowUnknownOption() // the id of one key in 64 begins with a dash
    .action(retire);
  keys
    .command('import <file>')
    .description('announce a private key from elsewhere (PEM, PKCS #8); - reads standard input')
    .addOption(sideOption('the side of the key').makeOptionMandatory())
    .addOption(algorithmOption('algorithm of a key that fits several'))
    .addOption(jsonOption())
    .allowUnknownOption() // a key begins with dashes, and an unknown option is repeated in the message
    .action(importKey);
  keys
    .command('reseal')
    .description(
      'seal the keys of a side with keyEncryptionKey instead of previousKeyEncryptionKey',
    )
    .addOption(sideOption('the side of the keys').makeOptionMandatory())
    .addOption(jsonOption())
    .action(reseal);
  keys
    .command('new-kek')
    .description('make a key-encryption key for config.yml: 32 random bytes in base64')
    .action(() => print(makeKeyEncryptionKey()));
  return keys;
}

function algorithmOption(description: string): Option {
  return new Option('--algorithm <algorithm>', description).choices(SIGNING_ALGORITHMS);
}

type OfSide = Output & { side: Side; algorithm?: Algorithm };

async function rotate({ side, algorithm, json }: OfSide): Promise<void> {
  const { signingAlgorithm } = loadConfig()[side].oauth;
  const { underWay, instances } = await withInstallation(({ keys }) =>
    keys.requestRotation(side, algorithm ?? null, operator().actor),
  );
  if (json) printRecord({ side, algorithm: algorithm ?? null, underWay, instances }, { json });
  else print(underWay ? `${underWay} is announced already` : requested(side, instances));
  warnAboutAlgorithm(side, algorithm ?? signingAlgorithm, signingAlgorithm);
}

function requested(side: Side, instances: number): string {
  if (instances === 0) {
    return `asked for: no server of the ${side} is running, the next one that starts makes the key`;
  }
  const { announceFor } = loadConfig().keys;
  return (
    `asked for: a server of the ${side}, of ${instances} running now, makes the key; ` +
    `after ${announceFor} s at the least it signs, see \`latchkey keys list\``
  );
}

/** The start of a server rotates to what is configured. */
function warnAboutAlgorithm(side: Side, algorithm: Algorithm, configured: Algorithm): void {
  if (algorithm === configured) return;
  tell(
    `${side}.oauth.signingAlgorithm is ${configured}: say ${algorithm} there, too, ` +
      'or the next start goes back to it',
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
  const act = async ({ keys }: Installation) => keys.withdraw(kid, operator().actor);
  const done = await inEmergency({ cut }, act);
  if (!done) throw unknownKey(kid);
  const { key, successor, instances } = done;
  if (json) return printRecord({ kid, withdrawn: true, successor, instances }, { json });
  print(`${kid} is withdrawn: every token that it has signed is refused at once`);
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
  else if (rest.state === 'announced') print(`${kid} is removed: it has signed nothing`);
  else if (rest.state === 'retired') {
    print(`${kid} is retired already; it verifies until ${timeText(rest.verifiesUntil)}`);
  } else {
    const { underWay, instances } = rest.rotation;
    print(`${kid} signs until another one does: ${underWay ?? requested(key.side, instances)}`);
  }
}

async function importKey(file: string, { side, algorithm, json }: OfSide): Promise<void> {
  const preferred = loadConfig()[side].oauth.signingAlgorithm;
  const pem = file === '-' ? await standardInput(MAX_PEM) : await readPem(file);
  const key = { side, pem, algorithm: algorithm ?? null, preferred };
  const { kid, ...made } = await withInstallation(({ sealedKeys }) =>
    sealedKeys.import(key, operator().actor),
  );
  if (json) printRecord({ kid, side, ...made }, { json });
  else print(`${kid} is ${made.state === 'active' ? 'the key that signs' : 'announced'}`);
  warnAboutAlgorithm(side, made.algorithm, preferred);
}

/** Whoever gives the key itself for the name of its file does not find it in the message. */
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
  if (json) printRecord({ side, resealed }, { json });
  else if (resealed === 0) print('every key is sealed with the key-encryption key already');
  else print(`${resealed} sealed anew: ${side}.oauth.previousKeyEncryptionKey can be taken out`);
}

function unknownKey(kid: string): Error {
  return new Error(`there is no key ${kid}: \`latchkey keys list\` shows those there are`);
}
