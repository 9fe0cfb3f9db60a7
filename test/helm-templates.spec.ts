import { existsSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CHART,
  hasHelm,
  helm,
  NO_HELM,
  type Rendered,
  renderedSets,
  template,
  VALUE_SETS,
} from './support/helm.js';
import { checkTypes, isCustom, modelModule, roundTrip } from './support/kubernetes-models.js';
import { type Manifest, podsOf } from './support/manifests.js';
import { compileErrors, writeProgram } from './support/program.js';

/** The chart as helm renders it, compared with what Kubernetes accepts. */

const SETS = Object.keys(VALUE_SETS);

beforeEach(({ skip }) => skip(!hasHelm, NO_HELM));

let rendered: Map<string, Rendered>;
beforeAll(async () => {
  if (hasHelm) rendered = await renderedSets();
});

const of = (set: string, kind: string): Manifest[] =>
  rendered.get(set)!.manifests.filter((each) => each.kind === kind);

describe.each(SETS)('the chart with the values of the set %s', (set) => {
  it('passes helm lint --strict', async () => {
    const file = VALUE_SETS[set];
    const { code, output } = await helm('lint', '--strict', CHART, ...(file ? ['-f', file] : []));
    expect(output).toContain('1 chart(s) linted, 0 chart(s) failed');
    expect(output).not.toContain('[WARNING]');
    expect(code).toBe(0);
  });

  it('renders what was reviewed', async () => {
    // The alerts are those of deploy/prometheus, which another test compares.
    const text = rendered
      .get(set)!
      .output.replace(/^spec:\n {2}groups:\n[\s\S]*?(?=^---|$(?![\s\S]))/m, '');
    await expect(text).toMatchFileSnapshot(`helm/snapshots/${set}.yaml`);
  });

  it('has types that Kubernetes accepts', () => {
    for (const manifest of rendered.get(set)!.manifests) {
      expect(() => checkTypes(manifest)).not.toThrow();
    }
  });

  it('has no member that Kubernetes does not know', () => {
    for (const manifest of rendered.get(set)!.manifests.filter((each) => !isCustom(each))) {
      expect(roundTrip(manifest)).toEqual(manifest);
    }
  });

  it('has each object once, and with the labels of its component', () => {
    const names = rendered
      .get(set)!
      .manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
    for (const { metadata } of rendered.get(set)!.manifests) {
      expect(metadata.labels['app.kubernetes.io/instance']).toBe('latchkey');
      expect(metadata.name.length).toBeLessThanOrEqual(63);
    }
  });

  it('selects the pods of one component with each selector', () => {
    const pods = podsOf(rendered.get(set)!.manifests);
    const selectors = rendered.get(set)!.manifests.flatMap(({ kind, metadata, spec }) => {
      const selector = (spec?.selector ?? spec?.podSelector) as
        { matchLabels?: Record<string, string> } | undefined;
      if (!selector || kind === 'ServiceMonitor') return [];
      const labels = selector.matchLabels ?? (selector as Record<string, string>);
      return [{ labels, component: metadata.labels['app.kubernetes.io/component'] }];
    });
    expect(selectors.length).toBeGreaterThan(5);
    for (const { labels, component } of selectors) {
      const chosen = pods.filter(({ metadata }) =>
        Object.entries(labels).every(([name, value]) => metadata.labels[name] === value),
      );
      expect(chosen.map((pod) => pod.component)).toEqual([component]);
    }
  });

  it('has hooks that need no object of the release', () => {
    const isHook = ({ metadata }: Manifest) => 'helm.sh/hook' in (metadata.annotations ?? {});
    const hooks = rendered.get(set)!.manifests.filter(isHook);
    for (const pod of podsOf(hooks)) {
      const maps = pod.spec.volumes.flatMap(({ configMap }) => (configMap ? [configMap.name] : []));
      const map = hooks.find(({ kind }) => kind === 'ConfigMap');
      expect(maps).toEqual([map!.metadata.name]);
      expect(Number(map!.metadata.annotations!['helm.sh/hook-weight'])).toBeLessThan(
        Number(pod.owner.metadata.annotations!['helm.sh/hook-weight']),
      );
      const accounts = of(set, 'ServiceAccount').map(({ metadata }) => metadata.name);
      expect(accounts).not.toContain(pod.spec.serviceAccountName);
    }
    for (const { metadata } of hooks) {
      expect(metadata.annotations).toMatchObject({
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-delete-policy': 'before-hook-creation',
      });
    }
  });

  it('has pods that can do only what they must', () => {
    const ids =
      set === 'everything' ? {} : { runAsUser: 10_001, runAsGroup: 10_001, fsGroup: 10_001 };
    for (const { spec } of podsOf(rendered.get(set)!.manifests)) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
      });
      expect(spec).not.toHaveProperty('hostNetwork');
      expect(spec).not.toHaveProperty('hostPID');
      expect(spec.securityContext).toEqual({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
        ...ids,
      });
      expect(spec.containers).toHaveLength(1);
      for (const { securityContext, resources, volumeMounts } of spec.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          privileged: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        });
        for (const limits of [resources.requests, resources.limits]) {
          expect(limits).toEqual({ cpu: expect.any(String), memory: expect.any(String) });
        }
        const writable = volumeMounts.filter(({ readOnly }) => !readOnly);
        expect(writable).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
      }
    }
    for (const account of of(set, 'ServiceAccount')) {
      expect(account).toMatchObject({ automountServiceAccountToken: false });
    }
  });

  it('runs programs of the build', () => {
    const pods = podsOf(rendered.get(set)!.manifests);
    const commands = Object.fromEntries(
      pods.map(({ component, spec }) => [component, spec.containers[0]!.command]),
    );
    for (const side of ['backoffice', 'storefront']) {
      expect(commands[side]).toEqual(['node', `dist/apps/${side}/src/main.js`]);
    }
    for (const [component, [, path = '']] of Object.entries(commands)) {
      if (component === 'cli') continue; // it waits for commands
      expect(existsSync(path.replace('dist/', '').replace('.js', '.ts'))).toBe(true);
    }
  });
});

describe('kinds of other projects', () => {
  it('have no member that their definitions do not know', () => {
    const custom = ['gateway', 'monitoring', 'everything'].flatMap((set) =>
      rendered.get(set)!.manifests.filter(isCustom),
    );
    expect(new Set(custom.map(({ kind }) => kind)).size).toBe(3);
    const program = custom.map((manifest, at) => {
      const path = `../../../../test/helm/node_modules/${modelModule(manifest)}.js`;
      const value = JSON.stringify(manifest);
      return `import type { I${manifest.kind} as T${at} } from '${path}';\nexport const a${at}: T${at} = ${value};\n`;
    });
    expect(compileErrors(writeProgram('helm', program.join('')))).toEqual([]);
  });
});

describe('wrong values', () => {
  it.each([
    ['backoffice.replicas="2"', "at '/backoffice/replicas': got string, want integer"],
    ['backoffice.replica=2', "at '/backoffice': additional properties 'replica' not allowed"],
    ['settings.audit.retentions=1', "additional properties 'retentions' not allowed"],
    ['settings.http.trustedProxies="10.0.0.0/8"', 'got string, want array'],
    ['migration.mode="never"', "value must be one of 'hook', 'job', 'none'"],
    ['pod.runAsUser=0', "at '/pod/runAsUser': minimum: got 0, want 1"],
    ['backoffice.publicUrl="http://localhost:3001"', 'storefront.publicUrl must differ from'],
    ['storefront.ingress.enabled=true', 'storefront.publicUrl is http on localhost: set the URL'],
    ['backoffice.replicas=3', 'settings.database.loginConnections must be at least 44'],
    ['storefront.notify.url="https://a.example"', 'storefront.notify.secret.name is empty'],
    [
      'backoffice={"publicUrl":"https://a.example","httpRoute":{"enabled":true}}',
      'backoffice.httpRoute.parentRefs is empty: name the Gateway of the route',
    ],
    [
      'storefront.autoscaling={"enabled":true,"minReplicas":3,"maxReplicas":1}',
      'storefront.autoscaling.minReplicas must not be greater than maxReplicas',
    ],
  ])('are refused with a reason: %s', async (value, reason) => {
    const { code, errors } = await template('defaults', value);
    expect(errors).toContain(reason);
    expect(code).toBe(1);
  });
});

describe('the notes of an installation', () => {
  it('say how to reach the sides, and warn of proxies that are not trusted', async () => {
    const notes = async (...words: string[]) =>
      (
        await helm(
          'install',
          'latchkey',
          CHART,
          '--dry-run=client',
          '--namespace',
          'shop',
          ...words,
        )
      ).output;
    expect(await notes()).toContain('port-forward svc/latchkey-backoffice 3000:80');
    const ingress = ['--values', VALUE_SETS.ingress!];
    expect(await notes(...ingress)).not.toContain('WARNING');
    expect(await notes(...ingress, '--set-json', 'settings.http.trustedProxies=[]')).toContain(
      'WARNING: settings.http.trustedProxies is empty',
    );
  });
});
