import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const PROMTOOL = '/usr/bin/promtool';

/** True when Debian's package `prometheus` is installed, as in CI. */
export const hasPromtool = existsSync(PROMTOOL);

export const NO_PROMTOOL = `there is no ${PROMTOOL}: nobody has checked these expressions`;

/** Runs promtool. Returns its exit code and its output. */
export async function promtool(...words: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(PROMTOOL, words, { maxBuffer: 2 ** 24 }, (error, output, errors) => {
      resolve({ code: Number(error?.code ?? 0), output: output + errors });
    });
  });
}

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Returns the rules of deploy/prometheus/alerts.yml. */
export function rules(): Rule[] {
  const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
    groups: { rules: Rule[] }[];
  };
  return groups.flatMap((group) => group.rules);
}

/** Returns the expressions of all panels in deploy/grafana, with values for the variables. */
export function panelExpressions(): string[] {
  const files = readdirSync('deploy/grafana').filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => {
    const { panels } = JSON.parse(readFileSync(`deploy/grafana/${name}`, 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const targets = panels.flatMap((panel) => panel.targets);
    return targets.map(({ expr }) =>
      expr.replaceAll('$job', '.*').replaceAll('$__rate_interval', '5m'),
    );
  });
}

const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset']);

/** Returns the names of the metrics in an expression, without those of recording rules. */
export function metricsIn(expression: string): string[] {
  const plain = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const names = Array.from(plain.matchAll(/[a-z_:][\w:]*(?!\w|\s*\()/gi), ([name]) => name);
  return names.filter((name) => !KEYWORDS.has(name) && !name.includes(':') && /_|^up$/.test(name));
}
