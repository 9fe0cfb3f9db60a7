import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NestFactory } from '@nestjs/core';
import { mintAccessToken } from '@latchkey/server/testing';
import { AppModule } from './app.module.js';

test('programs with the scope read the reports', async () => {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  try {
    await app.listen(0);
    const token = await mintAccessToken(app, { scope: 'reports:read' });
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${await app.getUrl()}/reports`, { headers });
    assert.equal(response.status, 200);
  } finally {
    await app.close();
  }
});
