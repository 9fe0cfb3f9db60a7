import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TESTER, startApplications, type TestApplications } from '../support/applications.js';
import { createInstallation, type Installation } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
import { peopleClient } from '../support/people-clients.js';
import { accessToken, tokenRequest } from '../support/requests.js';
import { decode, encode, es256, resign, signingKey } from '../support/tokens.js';
import { Clients } from '#oauth';

let applications: TestApplications;
let installation: Installation;

beforeAll(async () => {
  installation = await createInstallation();
  applications = await startApplications((config) => {
    config.storefront.visitors.scopes = ['users:read', 'customers:read'];
    Object.assign(installation.environment, {
      BACKOFFICE_KEY_ENCRYPTION_KEY: config.backoffice.oauth.keyEncryptionKey,
      STOREFRONT_KEY_ENCRYPTION_KEY: config.storefront.oauth.keyEncryptionKey,
    });
  });
  const { backoffice, storefront, database } = applications;
  Object.assign(installation.environment, {
    DATABASE_URL: database.url,
    BACKOFFICE_URL: backoffice.url,
    STOREFRONT_URL: storefront.url,
  });
});
afterAll(async () => {
  await installation.remove();
  await applications.stop();
});

/** Acceptance of the token by side, and the error code when it is rejected. */
async function verdicts(token: string, ...options: string[]) {
  const { output } = await latchkey(installation, 'tokens', 'explain', token, '--json', ...options);
  const { verdicts: all } = JSON.parse(output) as {
    verdicts: { side: string; accepted: boolean | null; code: string | null; scope?: string[] }[];
  };
  return Object.fromEntries(all.map(({ side, accepted, code }) => [side, code ?? accepted]));
}

describe('latchkey tokens explain', () => {
  it('describes every part of a valid token', async () => {
    const { backoffice, storefront } = applications;
    const token = await accessToken(backoffice);
    const { claims } = decode(token);
    const { code, output } = await latchkey(
      { ...installation, input: `${token}\n` },
      'tokens',
      'explain',
      '-',
    );
    expect(code).toBe(0);
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
    const lines = [
      'type        at\\+jwt, signed with ES256',
      `key         ${signingKey(backoffice).kid} of the backoffice, active, made ${time}`,
      `issuer      ${backoffice.url}`,
      `audience    ${backoffice.url}/api`,
      `client      ${backoffice.client.clientId}`,
      'subject     the client itself',
      'scope       users:read users:write',
      `issued      ${time}, (in 0 seconds|\\d+ seconds? ago)`,
      `expires     ${time}, in (59 minutes|1 hour)`,
      `id          ${String(claims.jti)}`,
      'backoffice  accepts it, for users:read users:write',
      `storefront  rejects it, wrong_audience: the token is for the backoffice API .*` +
        `ask ${storefront.url}/oauth2-token for a token`,
      `compared    with ${installation.environment.LATCHKEY_CONFIG} of this machine: ` +
        `the backoffice is ${backoffice.url}, the storefront is ${storefront.url}`,
    ];
    expect(output).toMatch(new RegExp(`^${lines.join('\n')}\n$`));
  });

  it('says whose configuration it compared the token with, and when its issuer is another', async () => {
    const { backoffice, storefront } = applications;
    const token = await accessToken(backoffice);
    const file = installation.environment.LATCHKEY_CONFIG;
    const explain = async (text: string, ...words: string[]) =>
      (await latchkey(installation, 'tokens', 'explain', text, ...words)).output;
    const { comparedWith } = JSON.parse(await explain(token, '--json')) as { comparedWith: object };
    const sides = [
      { side: 'backoffice', issuer: backoffice.url, audience: `${backoffice.url}/api` },
      { side: 'storefront', issuer: storefront.url, audience: `${storefront.url}/api` },
    ];
    expect(comparedWith).toEqual({ file, sides });
    const foreign = resign(backoffice, token, { claims: { iss: 'https://staging.example' } });
    for (const words of [[], ['--offline']]) {
      expect(await explain(foreign, ...words)).toContain(
        'neither issued this token, so use the config.yml of its servers\n',
      );
      expect(await explain(token, ...words)).not.toContain('neither issued');
    }
  });

  it('never prints the signature, which would make the token usable', async () => {
    const token = await accessToken(applications.backoffice);
    for (const option of [[], ['--json'], ['--offline']]) {
      const { output, errors } = await latchkey(
        installation,
        'tokens',
        'explain',
        token,
        ...option,
      );
      expect(output).toContain(String(decode(token).claims.jti));
      expect(output + errors).not.toContain(decode(token).signature);
    }
  });

  it('gives the reason of a rejection, with the error code of the guard', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const { header, claims } = decode(token);
    const now = Math.floor(Date.now() / 1000);
    const changed = (change: object) => resign(backoffice, token, { claims: { ...change } });
    const other = 'wrong_audience'; // at the storefront, where the key is unknown

    expect(await verdicts(changed({ exp: now - 60 }))).toEqual({
      backoffice: 'expired_token',
      storefront: other,
    });
    expect(await verdicts(changed({ nbf: now + 60 }))).toMatchObject({
      backoffice: 'token_not_yet_valid',
    });
    expect(await verdicts(changed({ aud: 'https://x.example' }))).toEqual({
      backoffice: 'wrong_audience',
      storefront: 'unknown_key',
    });
    expect(await verdicts(changed({ iss: 'https://x.example' }))).toMatchObject({
      backoffice: 'wrong_issuer',
    });
    expect(await verdicts(changed({ jti: undefined }))).toMatchObject({
      backoffice: 'invalid_claims',
    });
    const signer = es256(signingKey(applications.storefront).privateKey);
    expect(await verdicts(encode(header, claims, signer))).toEqual({
      backoffice: 'invalid_signature',
      storefront: other,
    });
    const unknown = encode({ ...header, kid: 'nobody' }, { ...claims, aud: 'x' }, signer);
    expect(await verdicts(unknown)).toEqual({
      backoffice: 'unknown_key',
      storefront: 'unknown_key',
    });
    const typed = encode({ ...header, typ: 'JWT' }, claims, signer);
    expect(await verdicts(typed)).toEqual({
      backoffice: 'wrong_token_type',
      storefront: 'wrong_token_type',
    });
  });

  it('reports later changes of the client and the revocation of the token', async () => {
    const { backoffice } = applications;
    const client = await backoffice.createClient('users:read users:write');
    const token = await accessToken(backoffice, { client });
    const clients = backoffice.app.get(Clients);
    await clients.update(client.clientId, { scopes: ['users:read'] }, TESTER);
    const { output } = await latchkey(installation, 'tokens', 'explain', token);
    expect(output).toContain('backoffice  accepts it, for users:read\n');

    await clients.update(client.clientId, { enabled: false }, TESTER);
    expect(await verdicts(token)).toMatchObject({ backoffice: 'client_inactive' });
    await clients.update(client.clientId, { enabled: true }, TESTER);
    expect(await verdicts(token)).toMatchObject({ backoffice: true });

    const { jti } = decode(token).claims as { jti: string };
    await latchkey(installation, 'tokens', 'revoke', jti, '--side', 'backoffice');
    expect(await verdicts(token)).toMatchObject({ backoffice: 'revoked_token' });
    await clients.delete(client.clientId, TESTER);
    expect(await verdicts(token)).toMatchObject({ backoffice: 'client_inactive' });
  });

  it('accepts no token of a forged key, and cannot tell without the key-encryption key', async () => {
    const { backoffice, database } = applications;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const login = new Client(database.urlOf('backoffice'));
    await login.connect();
    await login.query(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
       VALUES ('forged', 'backoffice', 'ES256', $1, now(), '')`,
      [JSON.stringify(publicKey.export({ format: 'jwk' }))],
    );
    await login.end();
    const good = await accessToken(backoffice);
    const { header, claims } = decode(good);
    const forged = encode({ ...header, kid: 'forged' }, claims, es256(privateKey));
    expect(await verdicts(forged)).toMatchObject({ backoffice: 'unknown_key' });

    const environment = { ...installation.environment, BACKOFFICE_KEY_ENCRYPTION_KEY: '' };
    for (const token of [forged, good]) {
      const { output } = await latchkey({ environment }, 'tokens', 'explain', token);
      expect(output).toContain(
        'backoffice  cannot say: no error was found; without backoffice.oauth.keyEncryptionKey ' +
          'this command cannot tell whether the key is forged\n',
      );
      expect(output).toContain('storefront  rejects it, wrong_audience: ');
    }
    await database.query(`DELETE FROM signing_keys WHERE kid = 'forged'`);
  });

  it('shows the key that a token is bound to', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const bound = resign(backoffice, token, { claims: { cnf: { jkt: 'the thumbprint' } } });
    const { output } = await latchkey(installation, 'tokens', 'explain', bound);
    expect(output).toContain('bound to    the key the thumbprint: each request needs a DPoP proof');
  });

  it('names a visitor, with the scopes that visitors have now', async () => {
    const { storefront } = applications;
    const grantType = 'urn:latchkey:params:oauth:grant-type:visitor';
    const client = await peopleClient(applications, 'storefront', {
      grantTypes: [grantType],
      scopes: ['users:read', 'customers:read'],
      isPublic: true,
    });
    const form = { grant_type: grantType, client_id: client.clientId };
    const { body } = await tokenRequest(storefront, form);
    const path = join(installation.directory, 'config.yml');
    const settings = await readFile(path, 'utf8');
    await writeFile(path, settings.replace('    scopes: []', '    scopes: [customers:read]'));
    const { output } = await latchkey(installation, 'tokens', 'explain', body.access_token);
    expect(output).toMatch(/^subject {5}the visitor urn:latchkey:visitor:[0-9a-f-]{36}$/m);
    expect(output).toMatch(/^storefront {2}accepts it, for customers:read$/m);
  });

  it('with --offline shows only the content of the token', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const away = { ...installation.environment, DATABASE_URL: 'postgres://x@127.0.0.1:1/x' };
    const { code, output } = await latchkey(
      { environment: away },
      'tokens',
      'explain',
      '--offline',
      token,
    );
    expect(code).toBe(0);
    expect(output).toContain(`key         ${signingKey(backoffice).kid}, unknown here\n`);
    expect(output).toContain('backoffice  cannot say: no error was found; the key,');
    expect(output).toContain('storefront  rejects it, wrong_audience: ');

    const now = Math.floor(Date.now() / 1000);
    const { header, claims } = decode(token);
    const unsigned = encode({ ...header, alg: 'none' }, claims, () => 'AAAA');
    expect(await verdicts(unsigned, '--offline')).toMatchObject({ backoffice: 'malformed_token' });
    const expired = resign(backoffice, token, { claims: { exp: now - 60 } });
    expect(await verdicts(expired, '--offline')).toEqual({
      backoffice: 'expired_token',
      storefront: 'wrong_audience',
    });
  });

  it('prints malformed times and unknown claims without trusting them', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const odd = resign(backoffice, token, {
      claims: { exp: 1e300, iat: 'yesterday', sub: 7, '\u001b[31mred': '\u001b[0m' },
    });
    const { output } = await latchkey(installation, 'tokens', 'explain', odd);
    expect(output).toContain('expires     1e+300, which is not a time\n');
    expect(output).toContain('issued      yesterday, which is not a time\n');
    expect(output).not.toContain('\u001b');
  });

  it('prints the content as JSON without control characters for the terminal', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const obeyed = '\u001b[31m \u009b31m \u007f \u202e \u2028 \u{e0001}';
    const odd = resign(backoffice, token, { claims: { scope: obeyed } });
    const { output } = await latchkey(installation, 'tokens', 'explain', odd, '--json');
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(output)).toMatchObject({ claims: { scope: obeyed } });
  });

  it.each(['x', 'eyJhbGciOiJub25lIn0.e30.'])('rejects %j, which is not a JWT', async (text) => {
    const { code, errors } = await latchkey(installation, 'tokens', 'explain', text);
    expect(code).toBe(1);
    expect(errors).toBe(
      'latchkey: this is not a signed JWT, which has three parts separated by dots\n',
    );
  });
});
