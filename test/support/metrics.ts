import { request } from './requests.js';

/** A value of a metric, as Prometheus reads it. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/i;

const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads the metrics of a server from its management port. */
export async function samplesOf({ managementPort }: { managementPort: number }): Promise<Sample[]> {
  const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
  return readSamples(String(body));
}

/** Parses the text format of Prometheus. */
export function readSamples(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    const pairs = Array.from(labels.matchAll(LABEL), ([, label, held]) => [label!, held!] as const);
    return {
      name,
      labels: Object.fromEntries(pairs),
      value: Number(value.replace('Inf', 'Infinity')),
    };
  });
}

/** Returns the sum of the samples of a name that have these labels; 0 when there are none. */
export function sumOf(
  samples: readonly Sample[],
  name: string,
  labels: Record<string, string> = {},
): number {
  const matching = samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => (sample.labels[label] ?? '') === value),
  );
  return matching.reduce((sum, { value }) => sum + value, 0);
}
