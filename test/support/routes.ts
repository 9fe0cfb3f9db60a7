import type { TestApplication } from './applications.js';

/** Pages on which people sign in. Programs do not call them, and OpenAPI does not describe them. */
const PAGES = /^\/(?:sign-in|sign-out|sign-up|account|oauth2-authorize|oauth2-logout)(?:\/|$)/;

/**
 * Returns all routes of an application that programs call, without HEAD, which every GET has, and
 * without pages for people.
 */
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
    if (PAGES.test(above.join(''))) return [];
    const named = methods!.split(', ').filter((method) => method !== 'HEAD');
    return named.map((method) => `${method} ${above.join('')}`);
  });
}
