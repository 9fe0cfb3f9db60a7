import type { ApplicationConfig } from './application-config.js';
import type { Config } from './config.js';
import type { ConfigProblem } from './config-error.js';

interface Setting {
  path: string;
  value: unknown;
}

/**
 * Finds settings that are valid alone and contradict each other.
 *
 * Settings in `invalidPaths` are not compared, because the operator has to change
 * their values anyway.
 */
export function contradictions(config: Config, invalidPaths: ReadonlySet<string>): ConfigProblem[] {
  const { api, clients, database, http, keys, backoffice, storefront } = config;
  const sides = Object.entries({ backoffice, storefront });
  const settings = (name: string, valueOf: (application: ApplicationConfig) => unknown) =>
    sides.map(([side, application]) => ({ path: `${side}.${name}`, value: valueOf(application) }));
  const repeated = (...compared: Setting[]) =>
    repetitions(compared.filter(({ path, value }) => value && !invalidPaths.has(path)));

  const problems = [
    // Both applications may run on one machine. Each 0 becomes a different free port.
    ...repeated(
      ...settings('port', ({ port }) => port),
      ...settings('managementPort', ({ managementPort }) => managementPort),
    ),
    // With a shared issuer, audience or key, a token or key of one application would work at the
    // other.
    ...repeated(
      ...settings('oauth.keyEncryptionKey', ({ oauth }) => oauth.keyEncryptionKey),
      ...settings('oauth.previousKeyEncryptionKey', ({ oauth }) => oauth.previousKeyEncryptionKey),
    ),
  ];

  // The embedded server has a login for each application, and no standby; a URL would name another
  // database.
  if (database.url === 'embedded' && !invalidPaths.has('database.url')) {
    const configured = settings('databaseUrl', ({ databaseUrl }) => databaseUrl);
    configured.push({ path: 'database.readUrl', value: database.readUrl });
    problems.push(
      ...configured
        .filter(({ path, value }) => value && !invalidPaths.has(path))
        .map(({ path }) => ({ path, message: 'must be empty while database.url is embedded' })),
    );
  }

  // Two derived issuers are equal when the ports are. The port check reports that, except for port
  // 0.
  if (backoffice.publicUrl || storefront.publicUrl || backoffice.port === 0) {
    problems.push(
      ...repeated(
        ...settings('publicUrl', ({ issuer }) => URL.canParse(issuer) && new URL(issuer).href),
      ),
    );
  }

  // Two derived audiences are equal when the two issuers are, which is reported above.
  if (backoffice.oauth.audience || storefront.oauth.audience) {
    problems.push(...repeated(...settings('oauth.audience', ({ audience }) => audience)));
  }

  const greater = (...[lesser, max]: [Setting, Setting]) => {
    const isFaulty = [lesser, max].some(({ path }) => invalidPaths.has(path));
    if (isFaulty || Number(lesser.value) <= Number(max.value)) return [];
    return [{ path: lesser.path, message: `must not be greater than ${max.path}` }];
  };
  problems.push(
    ...greater(
      { path: 'api.defaultPageSize', value: api.defaultPageSize },
      { path: 'api.maxPageSize', value: api.maxPageSize },
    ),
    ...greater(
      { path: 'database.poolSize', value: database.poolSize },
      { path: 'database.loginConnections', value: database.loginConnections },
    ),
    ...greater(
      { path: 'clients.assertions.maxLength', value: clients.assertions.maxLength },
      { path: 'http.oauthBodyLimit', value: http.oauthBodyLimit },
    ),
    ...greater(
      { path: 'keys.announceFor', value: keys.announceFor },
      { path: 'keys.maxWait', value: keys.maxWait },
    ),
  );
  if (storefront.registration.enabled && storefront.notify.url === '') {
    const message = 'needs storefront.notify.url, because a link in an e-mail confirms an account';
    problems.push({ path: 'storefront.registration.enabled', message });
  }
  problems.push(...sides.flatMap(([side, application]) => foreignDomain(side, application)));
  return problems;
}

/** Browsers reject passkeys for a domain that is not that of the page or one above it. */
function foreignDomain(side: string, { issuer, passkeys }: ApplicationConfig): ConfigProblem[] {
  if (passkeys.rpId === '' || !URL.canParse(issuer)) return [];
  const { hostname } = new URL(issuer);
  if (hostname === passkeys.rpId || hostname.endsWith(`.${passkeys.rpId}`)) return [];
  const path = `${side}.passkeys.rpId`;
  return [{ path, message: `must be the domain of ${side}.publicUrl, or one above it` }];
}

/** Reports the later of two equal settings and names the earlier one. */
function repetitions(settings: Setting[]): ConfigProblem[] {
  const first = new Map<unknown, string>();
  const problems: ConfigProblem[] = [];
  for (const { path, value } of settings) {
    const earlier = first.get(value);
    if (earlier) problems.push({ path, message: `must differ from ${earlier}` });
    else first.set(value, path);
  }
  return problems;
}
