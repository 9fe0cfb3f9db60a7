import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hasHelm, NO_HELM, type Rendered, renderedSets, VALUE_SETS } from './support/helm.js';
import type { Manifest } from './support/manifests.js';
import { rules } from './support/promtool.js';

/** Ports that the chart opens: routes for clients, and the metrics for Prometheus. */

const SETS = Object.keys(VALUE_SETS);

beforeEach(({ skip }) => skip(!hasHelm, NO_HELM));

let rendered: Map<string, Rendered>;
beforeAll(async () => {
  if (hasHelm) rendered = await renderedSets();
});

const of = (set: string, kind: string): Manifest[] =>
  rendered.get(set)!.manifests.filter((each) => each.kind === kind);

interface IngressSpec {
  tls?: { secretName: string; hosts: string[] }[];
  rules: {
    host: string;
    http: { paths: { path: string; pathType: string; backend: unknown }[] };
  }[];
}

interface RouteSpec {
  hostnames: string[];
  rules: { matches: { path: { type: string; value: string } }[]; backendRefs: unknown[] }[];
}

describe('a route from outside', () => {
  it('reaches the port for clients alone', () => {
    for (const { spec, metadata } of SETS.flatMap((set) => of(set, 'Service'))) {
      const ports = (spec.ports as { name: string }[]).map(({ name }) => name);
      // Prometheus finds the pods by a Service without an address, which no route names.
      const isHeadless = spec.clusterIP === 'None';
      expect(ports).toEqual([isHeadless ? 'management' : 'http']);
      expect(metadata.name.endsWith('-management')).toBe(isHeadless);
    }
    for (const { spec, metadata } of of('ingress', 'Ingress')) {
      const { rules: hosts } = spec as unknown as IngressSpec;
      for (const { backend } of hosts[0]!.http.paths) {
        expect(backend).toEqual({ service: { name: metadata.name, port: { name: 'http' } } });
      }
    }
  });

  it('has the host and the certificate of its side, and no path to the console', () => {
    const found = of('ingress', 'Ingress').map(({ spec }) => spec as unknown as IngressSpec);
    expect(found.map(({ tls, rules: [rule] }) => [rule!.host, tls])).toEqual([
      ['backoffice.example', [{ secretName: 'backoffice-tls', hosts: ['backoffice.example'] }]],
      ['shop.example', [{ secretName: 'shop-tls', hosts: ['shop.example'] }]],
    ]);
    for (const { rules: hosts } of found) {
      const paths = hosts[0]!.http.paths.map(({ path, pathType }) => `${pathType} ${path}`);
      expect(paths).toContain('Exact /');
      expect(paths).toContain('Prefix /oauth2-token');
      expect(paths.join('\n')).not.toMatch(/Prefix \/$|console|metrics|health/m);
    }
  });

  it('reaches the console of the back office when that is asked for', () => {
    const paths = (set: string) =>
      of(set, 'HTTPRoute').map(({ spec }) =>
        (spec as unknown as RouteSpec).rules.flatMap(({ matches }) =>
          matches.map(({ path }) => path.value),
        ),
      );
    const [backoffice, storefront] = paths('gateway');
    expect(backoffice).toContain('/admin/console');
    expect(storefront!.join('\n')).not.toContain('console');
  });

  it('has metadata documents with the path of the public URL at their end (RFC 8414 §3.1)', () => {
    const [backoffice] = of('gateway', 'HTTPRoute').map(({ spec }) => spec as unknown as RouteSpec);
    const matches = backoffice!.rules.flatMap((rule) => rule.matches.map(({ path }) => path));
    expect(matches).toContainEqual({ type: 'Exact', value: '/admin' });
    expect(matches).toContainEqual({ type: 'PathPrefix', value: '/admin/api' });
    for (const name of [
      'oauth-authorization-server',
      'openid-configuration',
      'oauth-protected-resource',
    ]) {
      expect(matches).toContainEqual({ type: 'PathPrefix', value: `/.well-known/${name}/admin` });
    }
    for (const { matches: some } of backoffice!.rules) expect(some.length).toBeLessThanOrEqual(8);
  });
});

describe('network policies', () => {
  it('close everything except named peers, and are off by default', () => {
    expect(of('defaults', 'NetworkPolicy')).toEqual([]);
    const [backoffice] = of('monitoring', 'NetworkPolicy');
    const from = (name: string) => [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } },
    ];
    expect(backoffice!.spec).toMatchObject({
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { ports: [{ port: 'http', protocol: 'TCP' }], from: from('ingress') },
        { ports: [{ port: 'management', protocol: 'TCP' }], from: from('monitoring') },
      ],
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        { ports: [{ port: 5432, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '10.0.9.4/32' } }] },
        { ports: [{ port: 443, protocol: 'TCP' }] },
      ],
    });
  });

  it('let the migration reach the database alone', () => {
    const policies = of('monitoring', 'NetworkPolicy');
    const { spec, metadata } = policies.find((each) => each.metadata.name.endsWith('-migration'))!;
    expect(spec.ingress).toBeUndefined();
    expect(spec.egress).toHaveLength(2);
    expect(metadata.annotations).toHaveProperty(['helm.sh/hook']);
  });
});

describe('monitoring', () => {
  it('scrapes each side under the name that alerts and dashboards use', () => {
    const jobs = of('monitoring', 'ServiceMonitor').map(({ spec }) => {
      const { endpoints, selector } = spec as {
        endpoints: { port: string; path: string; relabelings: { replacement: string }[] }[];
        selector: { matchLabels: Record<string, string> };
      };
      const services = of('monitoring', 'Service').filter(({ metadata }) =>
        Object.entries(selector.matchLabels).every(
          ([name, value]) => metadata.labels[name] === value,
        ),
      );
      expect(services).toHaveLength(1);
      expect(services[0]!.spec.ports).toMatchObject([{ name: endpoints[0]!.port }]);
      expect(endpoints[0]!.path).toBe('/metrics');
      return endpoints[0]!.relabelings[0]!.replacement;
    });
    expect(jobs).toEqual(['latchkey-backoffice', 'latchkey-storefront']);
    const tests = readFileSync('deploy/prometheus/alerts.test.yml', 'utf8');
    for (const job of jobs) expect(tests).toContain(`job="${job}"`);
  });

  it('has the alerts with links to a copy of the runbooks', () => {
    const [rule] = of('monitoring', 'PrometheusRule');
    expect(rule!.metadata.labels.release).toBe('prometheus');
    const text = readFileSync('deploy/prometheus/alerts.yml', 'utf8');
    const own = text.replaceAll('https://docs.example/latchkey', 'https://wiki.example/latchkey');
    expect(rule!.spec).toEqual(parse(own));
    expect(
      (rule!.spec.groups as { rules: object[] }[]).flatMap((group) => group.rules),
    ).toHaveLength(rules().length);
  });
});
