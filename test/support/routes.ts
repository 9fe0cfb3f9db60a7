import type { TestApplication } from './applications.js';

/** Pages for people. Programs do not call them, and OpenAPI does not describe them. */
const PAGES =
  /^\/(?:sign-in|sign-out|sign-up|account|console|oauth2-authorize|oauth2-logout)(?:[/*]|$)/;

/** Returns all routes of an application that programs call, and no page for people. */
export function routesOf(application: TestApplication): string[] {
  return allRoutesOf(application).filter((route) => !PAGES.test(route.split(' ')[1]!));
}

/** Returns all routes of an application, without HEAD, which every GET has. */
export function allRoutesOf({ app }: TestApplication): string[] {
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
