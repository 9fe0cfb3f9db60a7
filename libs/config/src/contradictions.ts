import type { ApplicationConfig } from './application-config.js';
import type { Config } from './config.js';
import type { ConfigProblem } from './config-error.js';

interface Setting {
  path: string;
  value: unknown;
}

/**
 * Settings that are right each on its own and wrong together.
 *
 * What is at fault already takes no part: its value is not the one that will
 * be compared in the end.
 */
export function contradictions(config: Config, faulty: ReadonlySet<string>): ConfigProblem[] {
  const { api, clients, database, http, keys, backoffice, storefront } = config;
  const sides = Object.entries({ backoffice, storefront });
  const settings = (name: string, valueOf: (application: ApplicationConfig) => unknown) =>
    sides.map(([side, application]) => ({ path: `${side}.${name}`, value: valueOf(application) }));
  const repeated = (...compared: Setting[]) =>
    repetitions(compared.filter(({ path, value }) => value && !faulty.has(path)));

  const faults = [
    // Both may run on one machine; 0 is a port of its own each time.
    ...repeated(
      ...settings('port', ({ port }) => port),
      ...settings('managementPort', ({ managementPort }) => managementPort),
    ),
    // With one issuer, audience or key, a token or a key of one side would open the other.
    ...repeated(
      ...settings('oauth.keyEncryptionKey', ({ oauth }) => oauth.keyEncryptionKey),
      ...settings('oauth.previousKeyEncryptionKey', ({ oauth }) => oauth.previousKeyEncryptionKey),
    ),
  ];

  // The embedded server has a login for each; a URL would be another database.
  if (database.url === 'embedded' && !faulty.has('database.url')) {
    const said = settings('databaseUrl', ({ databaseUrl }) => databaseUrl);
    faults.push(
      ...said
        .filter(({ path, value }) => value && !faulty.has(path))
        .map(({ path }) => ({ path, message: 'must be empty while database.url is embedded' })),
    );
  }

  // Two derived issuers are equal when the two ports are, which is said above unless they are 0.
  if (backoffice.publicUrl || storefront.publicUrl || backoffice.port === 0) {
    faults.push(
      ...repeated(
        ...settings('publicUrl', ({ issuer }) => URL.canParse(issuer) && new URL(issuer).href),
      ),
    );
  }

  // Two derived audiences are equal when the two issuers are, which is said above.
  if (backoffice.oauth.audience || storefront.oauth.audience) {
    faults.push(...repeated(...settings('oauth.audience', ({ audience }) => audience)));
  }

  const greater = (...[lesser, most]: [Setting, Setting]) => {
    const isFaulty = [lesser, most].some(({ path }) => faulty.has(path));
    if (isFaulty || Number(lesser.value) <= Number(most.value)) return [];
    return [{ path: lesser.path, message: `must not be greater than ${most.path}` }];
  };
  faults.push(
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
  return faults;
}

/** The later of two equal settings is at fault, by the name of the earlier. */
function repetitions(settings: Setting[]): ConfigProblem[] {
  const first = new Map<unknown, string>();
  const faults: ConfigProblem[] = [];
  for (const { path, value } of settings) {
    const earlier = first.get(value);
    if (earlier) faults.push({ path, message: `must differ from ${earlier}` });
    else first.set(value, path);
  }
  return faults;
}
