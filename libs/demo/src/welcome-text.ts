import { ownerTypeOf, type Side } from '#oauth';

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

/** Makes a text bold or coloured where the terminal can show it. */
export type Style = (format: 'bold' | 'cyan', text: string) => string;

/** Each secret is shown only once, so after the first start a person may look for it here. */
const NEW_SECRET =
  'it is shown only once; bin/latchkey.js secrets rotate <client id> prints a new one';

/** Returns the message for people after a start with the embedded database. */
export function welcomeText({ side, url, firstClient }: Welcome, style: Style): string {
  const [name, program] = side === 'backoffice' ? ['back office', 'erp'] : ['storefront', 'shop'];
  const person = ownerTypeOf(side);
  const heading = style('bold', `The ${name} is running: ${style('cyan', url)}`);
  const documents = [
    ['documentation', `${url}/api/docs`],
    ['find clients', `bin/latchkey.js clients list --side ${side}`],
    [
      'add a client',
      `bin/latchkey.js clients create --side ${side} --name ${program} --scopes users:read`,
    ],
    ['sign people in', `bin/latchkey.js people invite ${person}:1`],
    ...(side === 'backoffice' ? [['console', `${url}/console, for ${person}:1`]] : []),
    ...(firstClient ? [] : [['lost a secret?', NEW_SECRET]]),
  ];
  const lines = documents.map(([label, text]) => `    ${label!.padEnd(15)}${text}`).join('\n');
  return `\n${heading}\n${firstClient ? firstStart(url, firstClient) : ''}\n${lines}\n\n`;
}

function firstStart(url: string, { clientId, clientSecret }: FirstClient): string {
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  return `
  This is its first start, so it has created a client and a few dozen example people. The client has
  every scope of this side: for your programs, create clients with fewer scopes.
  Save the secret: it is shown only now.

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
