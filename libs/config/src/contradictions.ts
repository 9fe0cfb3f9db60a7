import type { Config } from './config.js';
import type { Fault } from './config-error.js';

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
export function contradictions(config: Config, faulty: ReadonlySet<string>): Fault[] {
  const { api, backoffice, storefront } = config;
  const sides = Object.entries({ backoffice, storefront });
  const repeated = (settings: Setting[]) =>
    repetitions(settings.filter(({ path, value }) => value && !faulty.has(path)));

  const faults = [
    // Both may run on one machine; 0 is a port of its own each time.
    ...repeated(
      sides.flatMap(([side, { port, managementPort }]) => [
        { path: `${side}.port`, value: port },
        { path: `${side}.managementPort`, value: managementPort },
      ]),
    ),
    // With one issuer, audience or key, a token or a key of one side would open the other.
    ...repeated(
      sides.map(([side, { publicUrl }]) => ({
        path: `${side}.publicUrl`,
        value: URL.canParse(publicUrl) && new URL(publicUrl).href,
      })),
    ),
    ...repeated(
      sides.map(([side, { oauth }]) => ({
        path: `${side}.oauth.keyEncryptionKey`,
        value: oauth.keyEncryptionKey,
      })),
    ),
  ];

  // Two derived audiences are equal when the two public URLs are, which is said above.
  if (backoffice.oauth.audience || storefront.oauth.audience) {
    faults.push(
      ...repeated(
        sides.map(([side, { audience }]) => ({ path: `${side}.oauth.audience`, value: audience })),
      ),
    );
  }

  const pageSizes = ['api.defaultPageSize', 'api.maxPageSize'];
  if (api.defaultPageSize > api.maxPageSize && !pageSizes.some((path) => faulty.has(path))) {
    faults.push({
      path: 'api.defaultPageSize',
      message: 'must not be greater than api.maxPageSize',
    });
  }
  return faults;
}

/** The later of two equal settings is at fault, by the name of the earlier. */
function repetitions(settings: Setting[]): Fault[] {
  const first = new Map<unknown, string>();
  const faults: Fault[] = [];
  for (const { path, value } of settings) {
    const earlier = first.get(value);
    if (earlier) faults.push({ path, message: `must differ from ${earlier}` });
    else first.set(value, path);
  }
  return faults;
}
