import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Config } from '#config';
import {
  hasPromtool,
  metricsIn,
  NO_PROMTOOL,
  panelExpressions,
  promtool,
  rules,
} from './support/promtool.js';

const RUNBOOKS = readFileSync('docs/runbooks.md', 'utf8');
const alerts = rules().filter(({ alert }) => alert !== undefined);

interface Generator {
  DASHBOARDS: { uid: string }[];
  textOf: (dashboard: { uid: string }) => string;
}

interface Prometheus {
  rule_files: string[];
  scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

interface AlertTests {
  tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
}

describe('deploy/prometheus/alerts.yml', () => {
  it('has a runbook for each alert, and no runbook is without an alert', () => {
    const sections = Array.from(RUNBOOKS.matchAll(/^## (\w+)$/gm), ([, name]) => name!);
    expect(sections.toSorted()).toEqual(alerts.map(({ alert }) => alert!).toSorted());
    for (const section of RUNBOOKS.split(/^## /m).slice(1)) {
      expect(section).toMatch(
        /\*\*It means:\*\* [^]+\*\*Find the cause:\*\*\n\n- [^]+\*\*Do:\*\*\n\n- /,
      );
    }
  });

  it.each(alerts.map((rule) => [rule.alert!, rule] as const))(
    '%s has a severity, texts and the link to its runbook',
    (name, { labels, annotations = {} }) => {
      expect(labels?.severity).toMatch(/^(page|ticket)$/);
      expect(annotations.summary).toBeTruthy();
      expect(annotations.description).toBeTruthy();
      expect(annotations.runbook_url).toBe(
        `https://docs.example/latchkey/runbooks.md#${name.toLowerCase()}`,
      );
    },
  );

  it('has a test in which each alert fires, and one in which it is silent', () => {
    const text = readFileSync('deploy/prometheus/alerts.test.yml', 'utf8');
    const cases = (parse(text) as AlertTests).tests.flatMap((test) => test.alert_rule_test);
    const named = (isFiring: boolean) =>
      cases
        .filter(({ exp_alerts: expected }) => expected.length > 0 === isFiring)
        .map(({ alertname }) => alertname)
        .toSorted();
    const names = alerts.map(({ alert }) => alert!).toSorted();
    expect(named(true)).toEqual(names);
    expect(named(false)).toEqual(names);
  });

  it('passes promtool, with these tests', async ({ skip }) => {
    skip(!hasPromtool, NO_PROMTOOL);
    const checked = await promtool('check', 'rules', 'deploy/prometheus/alerts.yml');
    expect(checked).toMatchObject({ code: 0 });
    const tested = await promtool('test', 'rules', 'deploy/prometheus/alerts.test.yml');
    expect(tested.output).not.toContain('FAILED');
    expect(tested.code).toBe(0);
  }, 240_000);
});

describe('deploy/prometheus/prometheus.yml', () => {
  it('reads the default management ports, under the names that the alerts select', () => {
    const text = readFileSync('deploy/prometheus/prometheus.yml', 'utf8');
    const { scrape_configs: jobs, rule_files: files } = parse(text) as Prometheus;
    const { backoffice, storefront } = new Config();
    expect(jobs.map((job) => [job.job_name, job.static_configs[0]!.targets])).toEqual([
      ['latchkey-backoffice', [`127.0.0.1:${backoffice.managementPort}`]],
      ['latchkey-storefront', [`127.0.0.1:${storefront.managementPort}`]],
    ]);
    expect(files).toEqual(['alerts.yml']);
  });

  it('passes promtool', async ({ skip }) => {
    skip(!hasPromtool, NO_PROMTOOL);
    const checked = await promtool('check', 'config', 'deploy/prometheus/prometheus.yml');
    expect(checked).toMatchObject({ code: 0 });
  });
});

describe('deploy/grafana', () => {
  it('has the files that its generator writes', async () => {
    const generator = pathToFileURL('deploy/grafana/generate.mjs').href;
    const { DASHBOARDS, textOf } = (await import(generator)) as Generator;
    const files = readdirSync('deploy/grafana').filter((name) => name.endsWith('.json'));
    expect(files.toSorted()).toEqual(DASHBOARDS.map(({ uid }) => `${uid}.json`).toSorted());
    for (const dashboard of DASHBOARDS) {
      expect(readFileSync(`deploy/grafana/${dashboard.uid}.json`, 'utf8')).toBe(textOf(dashboard));
    }
  });

  it('has only expressions that pass promtool as recording rules', async ({ skip }) => {
    skip(!hasPromtool, NO_PROMTOOL);
    const expressions = panelExpressions();
    expect(expressions.length).toBeGreaterThan(50);
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-panels-'));
    const recorded = expressions.map((expr, at) => ({ record: `panel:${at}`, expr }));
    const file = join(folder, 'panels.yml');
    // JSON is YAML, too.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: recorded }] }));
    const { code, output } = await promtool('check', 'rules', file);
    rmSync(folder, { recursive: true });
    expect(output).toContain(`${expressions.length} rules found`);
    expect(code).toBe(0);
  });

  it('uses only recorded series that alerts.yml records', () => {
    const recorded = new Set(rules().map(({ record }) => record));
    const used = panelExpressions().flatMap((expr) => expr.match(/latchkey:[\w:]+/g) ?? []);
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((name) => !recorded.has(name))).toEqual([]);
  });
});

it('the names of metrics are found in expressions', () => {
  expect(
    metricsIn('sum by (job, le) (rate(a_bucket{b="c_d"}[5m])) / on (job) e_f > 2 and time() - g_h'),
  ).toEqual(['a_bucket', 'e_f', 'g_h']);
  expect(metricsIn('up{job=~"x.*"} == 0 or latchkey:x:rate5m')).toEqual(['up']);
});
