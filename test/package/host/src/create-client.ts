import { NestFactory } from '@nestjs/core';
import { Clients, ClientSecrets } from '@latchkey/server/oauth';
import { AppModule } from './app.module.js';

/** `node --env-file=.env dist/create-client.js erp` registers a program and prints its secret. */
async function createClient(name: string) {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  const operator = {
    actor: { type: 'command', name: 'create-client' },
    scopes: 'all',
    ownerId: null,
  } as const;
  const client = await app
    .get(Clients)
    .create({ side: 'default', name, scopes: ['reports:read'] }, operator);
  const created = await app.get(ClientSecrets).create(client.id, {}, operator);
  console.log(JSON.stringify({ clientId: client.id, clientSecret: created!.secret }));
  await app.close();
}
void createClient(process.argv[2]!);
