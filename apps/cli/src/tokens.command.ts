import { Command } from 'commander';
import type { Config } from '#config';
import type { TokenExplanations } from '#oauth';
import { type Side, SIDES } from '#oauth/offline';
import { printable } from '#text/characters';
import { jsonOption, sideOption } from './arguments.js';
import { clientName, findClient, type OfClient } from './client-argument.js';
import { cutOption, type Emergency, inEmergency } from './emergency.js';
import { operator, withInstallation } from './installation.js';
import { type Output, print, printRecord, timeText } from './output.js';
import { standardInput } from './standard-input.js';
import { configPath, loadTerminalConfig } from './terminal.js';
import { explanationText } from './token-explanation.js';
import { unknownClient, unknownRefreshToken } from './unknown.js';

/** Characters. Latchkey tokens have some 600. */
const MAX_LENGTH = 16_384;

type Options = Output & Emergency & { side?: Side; client?: string; refreshToken?: string };

/** `latchkey tokens …`: access tokens. */
export function tokensCommand(): Command {
  const tokens = new Command('tokens').description('revoke and explain access tokens');
  tokens
    .command('revoke [token]')
    .description(
      'revoke one token (its text or id, jti), one refresh token or all tokens of a client; - reads standard input',
    )
    .addOption(sideOption('side that issued the token, or side of the client'))
    .option('--client <client>', 'revoke all current tokens of this client, by its id or name')
    .option(
      '--refresh-token <id>',
      'revoke a refresh token by the id that `clients refresh-tokens` shows, with its access tokens',
    )
    .addOption(cutOption())
    .addOption(jsonOption())
    .action(revoke);
  tokens
    .command('explain <token>')
    .description(
      'show the content of a token, and why each side accepts or rejects it; - reads ' +
        'standard input',
    )
    .option('--offline', 'check only the content of the token, without the database')
    .addOption(jsonOption())
    .action(explain);
  return tokens;
}

async function revoke(
  token: string | undefined,
  { side, client, refreshToken, cut, json }: Options,
  command: Command,
): Promise<void> {
  const given = [token, client, refreshToken].filter((each) => each !== undefined);
  const needsSide = token !== undefined;
  const mayHaveSide = needsSide || client !== undefined;
  const isSideRight = side === undefined ? !needsSide : mayHaveSide;
  if (given.length !== 1 || !isSideRight) {
    command.error('error: give a token and its --side, or --client, or --refresh-token');
  }
  if (token !== undefined) await revokeOne(token, side!, { cut, json });
  else if (client !== undefined) await revokeAll(client, { side, cut, json });
  else await revokeRefreshToken(refreshToken!, { cut, json });
}

async function revokeOne(
  argument: string,
  side: Side,
  { cut, json }: Emergency & Output,
): Promise<void> {
  const text = argument === '-' ? await standardInput(MAX_LENGTH) : argument;
  const { jti, isNew } = await inEmergency({ cut }, async ({ tokens }) => {
    const token = await tokens.find(side, text);
    if (!token)
      throw new Error(`this is neither a token id (jti) nor a valid token of the ${side}`);
    return { jti: token.jti, isNew: await tokens.revoke(token, operator().actor) };
  });
  if (json) printRecord({ jti, side, revoked: true }, { json });
  else print(`${jti} is revoked${isNew ? '' : ' already'}`);
}

async function revokeRefreshToken(id: string, { cut, json }: Emergency & Output): Promise<void> {
  const isFound = await inEmergency({ cut }, async ({ applications }) =>
    applications.endRefreshToken(id, operator().actor),
  );
  if (!isFound) throw unknownRefreshToken(printable(id));
  if (json) printRecord({ refreshToken: id, revoked: true }, { json });
  else print(`the refresh token ${id} is revoked`);
}

async function explain(
  argument: string,
  { offline, json }: Output & { offline?: boolean },
): Promise<void> {
  const text = argument === '-' ? await standardInput(MAX_LENGTH) : argument;
  if (text.length > MAX_LENGTH)
    throw new Error(`this is longer than any token: over ${MAX_LENGTH} characters`);
  const { TokenExplanations } = await import('#oauth/administration');
  const contexts = validationContexts(await loadTerminalConfig());
  const explanation = offline
    ? await new TokenExplanations(contexts, null).explain(text)
    : await withInstallation(async ({ tokenRecords }) =>
        new TokenExplanations(contexts, tokenRecords).explain(text),
      );
  if (!explanation)
    throw new Error('this is not a signed JWT, which has three parts separated by dots');
  const comparedWith = { file: configPath(), sides: contexts.map(issuerOf) };
  if (json) printRecord({ ...explanation, comparedWith }, { json });
  else print(explanationText(explanation, comparedWith));
}

type ValidationContexts = ConstructorParameters<typeof TokenExplanations>[0];

function issuerOf({ side, issuer, audience }: ValidationContexts[number]) {
  return { side, issuer, audience };
}

/** Builds the settings that each side validates tokens with, from config.yml. */
function validationContexts({ backoffice, storefront }: Config): ValidationContexts {
  const { buyer, administrator } = storefront.roles;
  const roles = { backoffice: {}, storefront: { buyer, administrator } };
  const applications = { backoffice, storefront };
  return SIDES.map((side) => {
    const { issuer, audience } = applications[side];
    const peers = SIDES.filter((name) => name !== side).map((name) => {
      return { name, audience: applications[name].audience };
    });
    const visitors = side === 'storefront' ? storefront.visitors : undefined;
    return { side, issuer, audience, peers, roles: roles[side], visitors };
  });
}

async function revokeAll(
  reference: string,
  { side, cut, json }: OfClient & Emergency & Output,
): Promise<void> {
  const { client, tokensValidAfter } = await inEmergency({ cut }, async (installation) => {
    const found = await findClient(reference, { side }, installation);
    const time = await installation.tokens.revokeAll(found.id, operator());
    if (!time) throw unknownClient(found.id);
    return { client: found, tokensValidAfter: time };
  });
  const { id: clientId, side: of, name } = client;
  if (json) printRecord({ clientId, side: of, name, tokensValidAfter }, { json });
  else
    print(
      `all tokens of ${clientName(client)} issued until ${timeText(tokensValidAfter)} are revoked`,
    );
}
