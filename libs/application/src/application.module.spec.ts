import { Module } from '@nestjs/common';
import { IsString } from 'class-validator';
import { expect, it } from 'vitest';
import { Config } from '#config';
import { ResourceController } from '#resources';
import { ApplicationModule } from './application.module.js';

class CreateTax {
  @IsString()
  name: string;
}

const taxResource = {
  type: 'taxes',
  path: '/api/taxes',
  attributes: { name: { type: 'name' } },
} as const;

@Module({ controllers: [ResourceController(taxResource, { noun: 'tax', create: CreateTax })] })
class TaxesModule {}

it('an application does not start with a resource whose scopes no client can have', () => {
  const options = { features: [TaxesModule], roles: {}, title: '', description: '' };
  expect(() => ApplicationModule.withFeatures('storefront', new Config(), options)).toThrow(
    'add taxes:read, taxes:write to the scopes of the storefront in libs/oauth/src/scopes.ts',
  );
});
