import { IsString } from 'class-validator';
import { describe, expect, it } from 'vitest';
import type { ResourceDefinition } from '#json-api';
import { RequireScope } from '#oauth';
import { AuditedResources } from './audited-resources.js';
import { ResourceController } from './resource.controller.js';

class Input {
  @IsString()
  name: string;
}
class Service extends AuditedResources<{ id: string }, Input> {}

const definition = {
  type: 'price-lists',
  path: '/api/price-lists',
  attributes: { name: { type: 'name' } },
} as const satisfies ResourceDefinition;
const declaration = { service: Service, create: Input, update: Input };

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
