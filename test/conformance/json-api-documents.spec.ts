import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { request } from '../support/requests.js';

it('a test that fetches a JSON:API document which the specification forbids fails', async () => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/vnd.api+json').end('{"data":{"id":"7"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked = request(`http://127.0.0.1:${port}/api/users/7`);
  await expect(asked).rejects.toThrow("/data must have required property 'type'");
  await new Promise((resolve) => server.close(resolve));
});
