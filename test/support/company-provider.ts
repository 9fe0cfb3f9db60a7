import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** The server that is a client of the provider. */
interface Registration {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
}

/**
 * The OpenID provider of a company, which is oidc-provider with a login form: everybody may choose
 * their account. It is on another site than the applications: localhost instead of 127.0.0.1.
 */
export class CompanyProvider {
  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(registration: (issuer: string) => Promise<Registration>) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    const provider = providerOf(issuer, await registration(issuer));
    const answer = provider.callback();
    server.on('request', (request, response) => {
      const isInteraction = request.url?.startsWith('/interaction/');
      void (isInteraction ? interact(provider, request, response) : answer(request, response));
    });
    return new CompanyProvider(server, issuer);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function providerOf(issuer: string, { clientId, clientSecret, redirectUris }: Registration) {
  return new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    cookies: { keys: [randomBytes(32).toString('hex')] },
    // Each lifetime that is left out is a notice in the output of the test.
    ttl: Object.fromEntries(
      ['AccessToken', 'AuthorizationCode', 'Grant', 'IdToken', 'Interaction', 'Session'].map(
        (kind) => [kind, 600],
      ),
    ),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // The company lets its people use the server without asking them.
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session!.accountId;
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
}

/** Shows a form for the account, and signs in with it. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'POST') {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const accountId = new URLSearchParams(text).get('account')!;
    await provider.interactionFinished(request, response, { login: { accountId } });
    return;
  }
  response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>Company</title>
    <link rel="icon" href="data:,">
    <form method="post"><label>Account <input name="account"></label><button>Log in</button></form>`);
}
