import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Manifest } from './manifests.js';

const require = createRequire(resolve('test/helm/package.json'));

const OF_OTHER_PACKAGES: Readonly<Record<string, string>> = {
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator',
};

/** True for a kind that Kubernetes itself does not have. */
export function isCustom({ apiVersion }: Manifest): boolean {
  return apiVersion in OF_OTHER_PACKAGES;
}

/** Returns the module of kubernetes-models for a kind, such as `kubernetes-models/apps/v1/Deployment`. */
export function modelModule({ apiVersion, kind }: Manifest): string {
  return `${OF_OTHER_PACKAGES[apiVersion] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
}

type Model = new (manifest: Manifest) => { validate(): void };

/** Checks types, patterns and required members by the OpenAPI schemas. @throws Error with the path */
export function checkTypes(manifest: Manifest): void {
  const models = require(modelModule(manifest)) as Record<string, Model>;
  new models[manifest.kind]!(manifest).validate();
}

interface Serializer {
  deserialize(manifest: unknown, type: string): unknown;
  serialize(object: unknown, type: string): unknown;
}

/** Returns the manifest as the client for Kubernetes sends it: without members that it does not know. */
export function roundTrip(manifest: Manifest): unknown {
  const path = '@kubernetes/client-node/dist/gen/models/ObjectSerializer.js';
  const { ObjectSerializer } = require(path) as { ObjectSerializer: Serializer };
  const version = manifest.apiVersion.split('/').at(-1)!;
  const type = `${version[0]!.toUpperCase()}${version.slice(1)}${manifest.kind}`;
  const object = ObjectSerializer.deserialize(manifest, type);
  return JSON.parse(JSON.stringify(ObjectSerializer.serialize(object, type)));
}
