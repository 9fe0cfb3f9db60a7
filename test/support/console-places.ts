import type { Page } from 'playwright-core';

/** Finds the caches of queries and mutations, which nothing in the page leads to except the tree of React. */
const CACHES = `(() => {
  const root = document.querySelector('#console');
  let fiber = root[Object.keys(root).find((name) => name.startsWith('__reactContainer$'))];
  while (fiber && !fiber.memoizedProps?.client?.getQueryCache) fiber = fiber.child;
  const { client } = fiber.memoizedProps;
  return [client.getQueryCache(), client.getMutationCache()].flatMap((cache) =>
    cache.getAll().map(({ queryKey, state }) => [queryKey, state.data, state.variables]));
})()`;

/** Returns the text of every place in the browser where a value could stay. */
export async function everyPlace(page: Page): Promise<string> {
  const content = await page.evaluate(`(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const caches = await window.caches.keys();
    const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value);
    return JSON.stringify([document.documentElement.outerHTML, { ...localStorage },
      { ...sessionStorage }, history.state, location.href, document.cookie, databases, caches, fields, ${CACHES}]);
  })()`);
  return String(content);
}
