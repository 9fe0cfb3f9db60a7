import type { Page } from 'playwright-core';

/** Returns the text of every place in the browser where a value could stay. */
export async function everyPlace(page: Page): Promise<string> {
  const content = await page.evaluate(`(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const caches = await window.caches.keys();
    const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value);
    return JSON.stringify([document.documentElement.outerHTML, { ...localStorage },
      { ...sessionStorage }, history.state, location.href, document.cookie, databases, caches, fields]);
  })()`);
  return String(content);
}
