import { parseAllDocuments } from 'yaml';

export type Values = Record<string, unknown>;

export interface Container {
  name: string;
  image: string;
  command: string[];
  env: { name: string; value: string }[];
  securityContext: Record<string, unknown>;
  resources: { requests: Values; limits: Values };
  ports?: { name: string; containerPort: number }[];
  lifecycle?: { preStop: { sleep: { seconds: number } } };
  startupProbe?: Probe;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
}

export interface Probe {
  httpGet: { path: string; port: string };
  periodSeconds: number;
  failureThreshold?: number;
}

export interface PodSpec {
  automountServiceAccountToken: boolean;
  enableServiceLinks: boolean;
  serviceAccountName?: string;
  restartPolicy?: string;
  terminationGracePeriodSeconds?: number;
  securityContext: Record<string, unknown>;
  containers: Container[];
  volumes: Volume[];
  topologySpreadConstraints?: { whenUnsatisfiable: string; topologyKey: string }[];
}

export interface Volume {
  name: string;
  configMap?: { name: string };
  emptyDir?: object;
  projected?: {
    defaultMode: number;
    sources: { secret: { name: string; items: { key: string; path: string }[] } }[];
  };
}

interface Metadata {
  name: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

/** One object of Kubernetes, with the members that tests read. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  data?: Record<string, string>;
  spec: Values;
}

/**
 * Reads rendered manifests as Kubernetes does: by YAML 1.1, where `0440` is octal and `yes` a boolean.
 */
export function manifestsOf(output: string): Manifest[] {
  return parseAllDocuments(output, { version: '1.1' })
    .map((document) => {
      if (document.errors.length > 0) throw document.errors[0]!;
      return document.toJS() as Manifest | null;
    })
    .filter((each) => each !== null);
}

export interface Pod {
  owner: Manifest;
  component: string;
  metadata: Metadata;
  spec: PodSpec;
}

/** Returns the pods that Deployments and Jobs make. */
export function podsOf(manifests: Manifest[]): Pod[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map((owner) => {
      const { metadata, spec } = owner.spec.template as Pick<Pod, 'metadata' | 'spec'>;
      return { owner, component: metadata.labels['app.kubernetes.io/component']!, metadata, spec };
    });
}

/** Names of the files that the pod mounts from Secrets. */
export function secretFilesOf({ spec }: Pod): string[] {
  return spec.volumes.flatMap(({ projected }) =>
    (projected?.sources ?? []).flatMap(({ secret }) => secret.items.map(({ path }) => path)),
  );
}
