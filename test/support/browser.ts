import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** The path in Debian and similar systems. */
export const CHROMIUM = '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);

/** Turn off everything that Chromium does by itself, such as looking for updates. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with an empty profile, which records the requests and errors of its pages. */
export interface Browser {
  page: Page;
  /** The addresses of all requests. */
  requests: string[];
  /** Console messages, and errors that no script catches. */
  errors: string[];
  /** Clears the recorded requests and errors. */
  clear(): void;
  /** A folder for screenshots, which `close` removes. */
  folder: string;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-browser-'));
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: CHROMIUM,
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  const close = async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  };
  const clear = () => {
    requests.length = 0;
    errors.length = 0;
  };
  return { page, requests, errors, clear, folder, close };
}

/** Fills in and sends the two fields of a new password. */
export async function saveNewPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('Repeat the new password').fill(password);
  await page.getByRole('button', { name: 'Save' }).click();
}
