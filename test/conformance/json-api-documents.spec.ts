import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { request } from '../support/requests.js';

it('a test fails when it fetches a document that JSON:API does not allow', async () => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/vnd.api+json').end('{"data":{"id":"7"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = request(`http://127.0.0.1:${port}/api/users/7`);
  await expect(answer).rejects.toThrow("/data must have required property 'type'");
  await new Promise((resolve) => server.close(resolve));
});
