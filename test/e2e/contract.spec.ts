import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

/** Sends these bytes, without anything that a client library would add. */
async function sendRaw(port: number, lines: string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => (answer += text));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.write([...lines, 'Connection: close', '', body].join('\r\n'));
  });
}

describe.each(['backoffice', 'storefront'] as const)('the contract of the %s', (side) => {
  it('issues a token for a JSON request and accepts it in a GET with a Content-Type and no Accept', async () => {
    const { port, client } = applications[side];
    const body =
      `{"grant_type": "client_credentials", "client_id": "${client.clientId}", ` +
      `"client_secret": "${client.clientSecret}"}`;

    const answer = await sendRaw(
      port,
      [
        'POST /oauth2-token HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
      ],
      body,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/\r\ncache-control: no-store\r\n/i);
    const token = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
    expect(token).toEqual({
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      scope: 'users:read users:write',
    });
    expect(Object.keys(token).slice(0, 3)).toEqual(['token_type', 'expires_in', 'access_token']);

    for (let use = 0; use < 3; use += 1) {
      const list = await sendRaw(port, [
        'GET /api/users HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/vnd.api+json',
        `Authorization: Bearer ${token.access_token}`,
      ]);
      expect(list).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(list).toMatch(/\r\ncontent-type: application\/vnd\.api\+json\r\n/i);
      expect(JSON.parse(list.slice(list.indexOf('\r\n\r\n')))).toMatchObject({ data: [] });
    }
  });
});
