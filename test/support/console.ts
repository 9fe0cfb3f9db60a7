import { existsSync } from 'node:fs';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { look } from './accessibility.js';
import { startApplications, type TestApplications } from './applications.js';
import { CHROMIUM, FLAGS } from './browser.js';
import { staffPerson } from './people.js';
import { giveCookie, sessionOf } from './signed-in.js';

export { hasChromium } from './browser.js';

/** A person with a browser window of their own. */
export interface ConsolePerson {
  id: string;
  page: Page;
  context: BrowserContext;

  /** Opens a screen, such as `/clients`, and waits for its heading. */
  open: (path: string) => Promise<Page>;

  /**
   * Expects that no script failed, that the policy blocked nothing, and that no request went to another
   * host, since the last call. `allowed` are parts of messages that the test causes on purpose.
   */
  expectClean: (...allowed: string[]) => void;

  /** Expects that axe finds nothing, and that the screen fits: light and dark, 1280 and 400 pixels. */
  expectAccessible: (name: string) => Promise<void>;

  /** Ends the session, as its time does. */
  endSession: () => Promise<void>;
}

export interface TestConsole {
  applications: TestApplications;

  /** Signs in a person with a role of these scopes, which are separated by spaces, without typing. */
  signIn(
    scopes: string,
    options?: { language?: string; secondsAgo?: number; name?: string },
  ): Promise<ConsolePerson>;
  stop(): Promise<void>;
}

/**
 * Starts both applications and a browser. The global set-up has built the console. Start it once in a
 * file:
 *
 *     beforeAll(async () => { staff = await startConsole(); });
 *     afterAll(async () => { await staff.stop(); });
 *     const { open, page } = await staff.signIn('clients:read');
 */
export async function startConsole(
  ...given: Parameters<typeof startApplications>
): Promise<TestConsole> {
  if (!existsSync('dist/apps/console/assets')) throw new Error('run `npm run build` first');
  const applications = await startApplications(...given);
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  return {
    applications,
    signIn: async (scopes, { language = 'en-GB', secondsAgo = 0, name = 'A B' } = {}) => {
      const { backoffice: application, database } = applications;
      const id = await staffPerson(database, scopes);
      await database.query(
        `UPDATE staff_users SET first_name = split_part($2, ' ', 1), last_name = split_part($2, ' ', 2)
         WHERE id = $1`,
        [id, name],
      );
      const viewport = { width: 1280, height: 900 };
      const context = await browser.newContext({ viewport, locale: language });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const cookie = await sessionOf({ database, application }, { id }, secondsAgo);
      await giveCookie(page, application, cookie);
      return personOf({ applications, id, page, context });
    },
    stop: async () => {
      await browser.close();
      await applications.stop();
    },
  };
}

type Given = Pick<ConsolePerson, 'id' | 'page' | 'context'> & Pick<TestConsole, 'applications'>;

async function personOf({ applications, id, page, context }: Given): Promise<ConsolePerson> {
  const { url } = applications.backoffice;
  const problems = await problemsOf(context, url);
  return {
    id,
    page,
    context,
    open: async (path) => {
      await page.goto(`${url}/console${path === '/' ? '' : path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      return page;
    },
    expectClean: (...allowed) => {
      const found = problems.splice(0);
      const isAllowed = (problem: string) => allowed.some((part) => problem.includes(part));
      expect(found.filter((problem) => !isAllowed(problem))).toEqual([]);
    },
    expectAccessible: async (name) => look(page, `console-${name}`, { isEveryWidth: true }),
    endSession: async () => {
      await applications.database.query('DELETE FROM sessions WHERE person_id = $1', [id]);
      await context.clearCookies();
    },
  };
}

/** An answer with an error status, which Chromium reports and the console shows to the person. */
const FAILED_ANSWER = /^Failed to load resource: the server responded with a status of/;

/** Collects what must not happen in all pages of a person. */
async function problemsOf(context: BrowserContext, url: string): Promise<string[]> {
  const problems: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) problems.push(`request to ${request.url()}`);
  });
  context.on('weberror', (error) => problems.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning';
    if (isBad && !FAILED_ANSWER.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  await context.exposeFunction('reportViolation', (text: string) => void problems.push(text));
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportViolation('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`);
  return problems;
}
