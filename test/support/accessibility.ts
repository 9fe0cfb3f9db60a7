import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG 2.2, levels A and AA, and good practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Folder for screenshots of all pages, to look at. */
const SCREENSHOTS = process.env.SCREENSHOTS;

/**
 * Expects that a page fits a wide and a narrow window, and that axe finds nothing in it: light and
 * dark. With `isEveryWidth` axe reads the wide page too, for pages that differ by more than sizes.
 */
export async function look(page: Page, name: string, { isEveryWidth = false } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ name, width, overflow }).toEqual({ name, width, overflow: 0 });
      if (isEveryWidth && width > 400) await expectNoProblem(page, name, colorScheme);
      if (SCREENSHOTS) {
        await page.screenshot({
          path: `${SCREENSHOTS}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    }
    await expectNoProblem(page, name, colorScheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function expectNoProblem(page: Page, name: string, colorScheme: string): Promise<void> {
  expect({ name, colorScheme, problems: await problemsOf(page) }).toEqual({
    name,
    colorScheme,
    problems: [],
  });
}

/** Returns what axe finds in the page, as `rule: elements`. */
async function problemsOf(page: Page): Promise<string[]> {
  const found = await page.evaluate(`(() => { const module = undefined; ${AXE};
    return window.axe.run(document, { runOnly: ${JSON.stringify(RULES)} }); })()`);
  const { violations } = found as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary).join()}`,
  );
}
