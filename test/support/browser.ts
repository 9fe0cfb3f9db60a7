import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Where Debian and the like have it. */
const CHROMIUM = '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);

/** Nothing that it does by itself, such as looking for a new version of itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with an empty profile, and what its pages asked for and complained about. */
export interface Browser {
  page: Page;
  /** Addresses of all requests. */
  requested: string[];
  /** Whatever its console says, and errors that no script catches. */
  complaints: string[];
  /** What was asked for and complained about until now. */
  forget(): void;
  /** For pictures; it goes with the browser. */
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
  const requested: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const close = async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  };
  const forget = () => {
    requested.length = 0;
    complaints.length = 0;
  };
  return { page, requested, complaints, forget, folder, close };
}
