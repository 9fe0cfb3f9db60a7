import { Module } from '@nestjs/common';
import { IsString } from 'class-validator';
import { describe, expect, it } from 'vitest';
import type { ResourceDefinition } from '#json-api';
import { RequireScope } from '#oauth';
import { AuditedResources } from './audited-resources.js';
import { declaredResources } from './declared-resource.js';
import { OperationsModule } from './operations.module.js';
import { ReadOnlyController } from './read-only.controller.js';
import { ResourceController } from './resource.controller.js';

class Input {
  @IsString()
  name: string;
}
class Rows {
  async collection() {
    return {};
  }
  async document() {
    return {};
  }
}
class Service extends AuditedResources<{ id: string }, Input> {}

const definition = {
  type: 'price-lists',
  path: '/api/price-lists',
  attributes: { name: { type: 'name' } },
} as const satisfies ResourceDefinition;
const declaration = { service: Service, create: Input };

@Module({
  controllers: [ResourceController(definition, { noun: 'price-list', create: Input })],
})
class PriceListsModule {}

@Module({
  controllers: [ReadOnlyController({ ...definition, type: 'taxes' }, Rows, 'money:read')],
})
class TaxesModule {}

/** Returns the scope that each route of a controller requires. */
function scopesOf({ prototype }: { prototype: object }) {
  const routes = ['list', 'read', 'create', 'update', 'deleteMatching', 'delete'];
  return Object.fromEntries(
    routes.map((route) => {
      const handler = Reflect.get(prototype, route) as object;
      return [route, Reflect.getMetadata(RequireScope.KEY, handler) as unknown];
    }),
  );
}

describe('the controller of a standard resource', () => {
  it('requires the read and the write scope of its type', () => {
    expect(scopesOf(ResourceController(definition, declaration))).toEqual({
      list: 'price-lists:read',
      read: 'price-lists:read',
      create: 'price-lists:write',
      update: 'price-lists:write',
      deleteMatching: { allOf: ['price-lists:read', 'price-lists:write'] },
      delete: 'price-lists:write',
    });
  });

  it('shares no route with the controller of another resource', () => {
    const other = { ...definition, type: 'taxes', path: '/api/taxes' };
    const [first, second] = [definition, other].map((each) =>
      ResourceController(each, declaration),
    );
    expect(scopesOf(first!).list).toBe('price-lists:read');
    expect(scopesOf(second!).list).toBe('taxes:read');
  });
});

describe('the resources of an application', () => {
  const resources = declaredResources([PriceListsModule, OperationsModule, TaxesModule]);

  it('are those that the controllers of its features declare', () => {
    expect(resources).toEqual([
      {
        definition,
        readScope: 'price-lists:read',
        written: { scope: 'price-lists:write', create: Input },
      },
      { definition: { ...definition, type: 'taxes' }, readScope: 'money:read' },
    ]);
  });

  it('have one controller for each type, with its operations or without', () => {
    const other = { ...definition, type: 'taxes' };
    @Module({ controllers: [ResourceController(other, declaration)] })
    class WrittenTaxesModule {}
    const features = [WrittenTaxesModule, PriceListsModule];
    expect(() => declaredResources([...features, TaxesModule])).toThrow('taxes have two contr');
    expect(() => declaredResources([...features, WrittenTaxesModule])).toThrow('taxes have two');
  });

  it('have one route for atomic operations, which needs a write scope of any of them', () => {
    const scopeOf = (features: Parameters<typeof declaredResources>[0]) => {
      const [controller] = OperationsModule.register(declaredResources(features)).controllers!;
      const { run } = controller!.prototype as { run: object };
      return Reflect.getMetadata(RequireScope.KEY, run) as unknown;
    };
    const other = { ...definition, type: 'discounts', path: '/api/discounts' };
    @Module({ controllers: [ResourceController(other, declaration)] })
    class DiscountsModule {}
    expect(scopeOf([PriceListsModule, TaxesModule])).toBe('price-lists:write');
    expect(scopeOf([PriceListsModule, DiscountsModule])).toEqual([
      'price-lists:write',
      'discounts:write',
    ]);
    expect(() => scopeOf([TaxesModule])).toThrow('@RequireScope needs a scope');
  });
});
