/** Prints one line about a wrong setting or an issuer that does not answer, and ends the program. */
export function fail(message) {
  console.error(message);
  process.exit(64);
}

/** Returns the URL of a server of Latchkey without a slash at its end, as `iss` of its tokens has it. */
export function latchkeyUrl() {
  const { LATCHKEY_URL: url = '' } = process.env;
  if (!URL.canParse(url)) fail('set LATCHKEY_URL to the URL of a server, as http://localhost:3000');
  return url.replace(/\/+$/, '');
}

/** Returns the id and the secret of the client that the program acts as. */
export function clientCredentials() {
  const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env;
  if (!clientId || !clientSecret) {
    fail('set CLIENT_ID and CLIENT_SECRET; the first `npm start` prints a client, see README.md');
  }
  return { clientId, clientSecret };
}
