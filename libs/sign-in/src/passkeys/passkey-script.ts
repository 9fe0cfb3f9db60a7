import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The path of the script. */
export const SCRIPT = '/sign-in/passkey.js';

/**
 * Handles forms with the attribute data-passkey: asks the server for options and the authenticator
 * for an answer to them, and sends the form with the answer.
 */
const FORMS = `
const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;

async function answer({ passkey, options }) {
  const response = await fetch(options, { method: 'POST' });
  const optionsJSON = await response.json();
  if (optionsJSON.location) {
    location.assign(optionsJSON.location);
    return null;
  }
  const start = passkey === 'new' ? startRegistration : startAuthentication;
  return JSON.stringify(await start({ optionsJSON }));
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const problem = form.querySelector('[role=alert]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    problem.hidden = true;
    answer(form.dataset).then(
      (response) => {
        if (response === null) return;
        form.elements.response.value = response;
        form.submit();
      },
      () => {
        problem.hidden = false;
      },
    );
  });
}
`;

/** Returns the script of the pages with passkeys: @simplewebauthn/browser, then our forms. */
export function passkeyScript(): string {
  const main = createRequire(import.meta.url).resolve('@simplewebauthn/browser');
  const bundle = join(dirname(main), '../dist/bundle/index.umd.min.js');
  return `${readFileSync(bundle, 'utf8')}\n${FORMS}`;
}
