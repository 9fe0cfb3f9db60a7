/**
 * The floor for tokens: an authorization server that checks nothing. It reads the JSON of the
 * request, signs the claims and answers.
 */
import { createServer } from 'node:http';
import { accessToken } from './access-token.js';
import { LIFETIME, PORT } from './settings.js';

const SCOPE = 'users:read';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { client_id: clientId } = JSON.parse(Buffer.concat(chunks).toString()) as {
      client_id: string;
    };
    const body = JSON.stringify({
      token_type: 'Bearer',
      expires_in: LIFETIME,
      access_token: accessToken(clientId, SCOPE),
      scope: SCOPE,
    });
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    });
    response.end(body);
  });
}).listen(PORT, '127.0.0.1');
