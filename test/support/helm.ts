import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, manifestsOf, type Values } from './manifests.js';

export const CHART = 'deploy/helm/latchkey';
const EXAMPLES = 'deploy/helm/examples/values';

/** Programs and packages that `.ci/helm` installs, outside of the packages of the repository. */
const HELM = 'var/helm/helm';
const PACKAGES = 'test/helm/node_modules';

export const hasHelm = existsSync(HELM) && existsSync(PACKAGES);

export const NO_HELM = `there is no ${HELM}, which .ci/helm installs: nobody has rendered the chart`;

/** Sets of values by name: the defaults of the chart, and the examples. */
export const VALUE_SETS: Readonly<Record<string, string | null>> = {
  defaults: null,
  ...Object.fromEntries(
    readdirSync(EXAMPLES).map((name) => [basename(name, '.yaml'), `${EXAMPLES}/${name}`]),
  ),
};

export function readValues(path: string): Values {
  return parse(readFileSync(path, 'utf8')) as Values;
}

/** Runs helm without a cluster. Returns its exit code and its outputs. */
export async function helm(
  ...words: string[]
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((done) => {
    execFile(HELM, words, { maxBuffer: 2 ** 24 }, (error, output, errors) => {
      done({ code: Number(error?.code ?? 0), output, errors });
    });
  });
}

/** Renders the chart with a set of values, and with single values as `--set-json` takes them. */
export async function template(set: string, ...single: string[]) {
  const file = VALUE_SETS[set];
  return helm(
    'template',
    'latchkey',
    CHART,
    '--namespace=shop',
    ...(file ? ['--values', file] : []),
    ...single.flatMap((value) => ['--set-json', value]),
  );
}

/** One set of values, rendered. */
export interface Rendered {
  output: string;
  manifests: Manifest[];
}

let all: Promise<Map<string, Rendered>> | undefined;

/** Renders all sets, once for all files of a worker. @throws Error when helm refuses one */
export async function renderedSets(): Promise<Map<string, Rendered>> {
  const render = async (set: string) => {
    const { code, output, errors } = await template(set);
    if (code !== 0) throw new Error(errors);
    return [set, { output, manifests: manifestsOf(output) }] as const;
  };
  all ??= Promise.all(Object.keys(VALUE_SETS).map(render)).then((sets) => new Map(sets));
  return all;
}
