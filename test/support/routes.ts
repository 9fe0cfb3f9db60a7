import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { TestApplication } from './applications.js';

/** As Nest has registered them, of whatever controller. */
export function routesOf({ app }: TestApplication): string[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap(({ controllers: each }) => [...each.values()]);
  return controllers.flatMap(({ metatype }) => handlersOf(metatype as Type));
}

function handlersOf(controller: Type): string[] {
  const prototype = controller.prototype as object;
  const base = String(Reflect.getMetadata(PATH_METADATA, controller));
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    const method: unknown =
      typeof handler === 'function' ? Reflect.getMetadata(METHOD_METADATA, handler) : undefined;
    if (typeof method !== 'number') return [];
    // One path, or several.
    const paths = [Reflect.getMetadata(PATH_METADATA, handler as object) as string | string[]];
    return paths.flat().map((path) => {
      const segments = `${base}/${path}`.split('/').filter(Boolean);
      return `${RequestMethod[method]} /${segments.join('/')}`;
    });
  });
}
