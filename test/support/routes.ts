import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
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
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
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

/** As Fastify serves them, whoever has registered them; HEAD comes with every GET. */
export function servedRoutesOf({ app }: TestApplication): string[] {
  const fastify = app.getHttpAdapter().getInstance();
  const tree = fastify.printRoutes({ commonPrefix: false });
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^((?:[│ ] {3})*)[├└]── (\S*) \((.*)\)$/.exec(line) ?? [];
    if (indent === undefined || part === undefined) return [];
    const depth = indent.length / 4;
    above.length = depth;
    above[depth] = part;
    const named = methods!.split(', ').filter((method) => method !== 'HEAD');
    return named.map((method) => `${method} ${above.join('')}`);
  });
}
