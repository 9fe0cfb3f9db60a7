import type { Side } from '#oauth';

/** The client that the first start of a side created. Its secret is shown only once. */
export interface FirstClient {
  clientId: string;
  clientSecret: string;
}

interface Welcome {
  side: Side;
  /** Public URL of the application. */
  url: string;
  /** Null when this is not the first start. */
  firstClient: FirstClient | null;
}

/** Returns the message at the terminal after a start with the embedded database. */
export function firstRunMessage({ side, url, firstClient }: Welcome): string {
  const name = side === 'backoffice' ? 'back office' : 'storefront';
  const heading = `\nThe ${name} is running: ${url}\n`;
  if (!firstClient) return `${heading}\n`;
  const { clientId, clientSecret } = firstClient;
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  return `${heading}
  This is its first start, so it has created a client and a few dozen example people.
  The secret is shown this once; \`bin/latchkey.js clients create\` creates more clients.

    client id      ${clientId}
    client secret  ${clientSecret}

  Get a token:

    curl -s ${url}/oauth2-token -H 'Content-Type: application/json' \\
      -d '${body}'

  Get a token and list users with it:

    TOKEN=$(curl -s ${url}/oauth2-token -H 'Content-Type: application/json' \\
      -d '${body}' \\
      | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

    curl -s '${url}/api/users?page%5Bsize%5D=3' -H 'Content-Type: application/vnd.api+json' \\
      -H "Authorization: Bearer $TOKEN"

`;
}
