import type { TestApplication } from './applications.js';

/** Returns all routes of an application, without HEAD, which every GET has. */
export function routesOf({ app }: TestApplication): string[] {
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
