import { ProxyTracerProvider, trace } from '@opentelemetry/api';

/** The provider of an API without an SDK. */
const NOTHING = new ProxyTracerProvider().getDelegate();

/** True when an SDK is loaded, which has to be so before the server starts. */
export function hasSdk(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== NOTHING;
}
