import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';

let staff: TestConsole;

beforeAll(async () => {
  if (hasChromium) staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

describe('the frame of the console', () => {
  it('shows the overview and the name of the person', async () => {
    const { open, expectClean, expectAccessible } = await staff.signIn('clients:read');
    const page = await open('/');
    expect(await page.title()).toBe('Overview · Latchkey');
    await page.getByRole('button', { name: 'Account of A B' }).waitFor();
    await expectAccessible('overview');
    expectClean();
  });
});
