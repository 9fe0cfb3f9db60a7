import { connect } from 'node:net';
import { Gauge, type Registry, register } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#server';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { request, tokenRequest } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

async function metrics({ managementPort }: TestApplication, init: RequestInit = {}) {
  return request(`http://127.0.0.1:${managementPort}/metrics`, init);
}

/** Reads a request count by its labels. */
async function counted(application: TestApplication): Promise<Record<string, number>> {
  const { body } = await metrics(application);
  const lines = String(body).matchAll(/^latchkey_http_requests_total\{(.+)\} (\d+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, labels, value]) => [labels!, Number(value)]));
}

describe('GET /metrics on the management port', () => {
  it('answers in the text format of Prometheus with metrics of requests and the process', async () => {
    const { status, headers, body } = await metrics(applications.backoffice);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('# TYPE latchkey_http_requests_total counter\n');
    expect(body).toMatch(/^process_cpu_seconds_total \d/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
  });

  it('has no body for HEAD, and answers 405 to other methods', async () => {
    const head = await metrics(applications.backoffice, { method: 'HEAD' });
    expect({
      status: head.status,
      type: head.headers.get('content-type'),
      body: head.body,
    }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: '' });
    expect(await metrics(applications.backoffice, { method: 'POST' })).toMatchObject({
      status: 405,
      body: { status: 'error', error: 'allowed: GET, HEAD, OPTIONS' },
    });
  });

  it('is named in the 404 for other paths', async () => {
    const { managementPort } = applications.backoffice;
    expect(await request(`http://127.0.0.1:${managementPort}/metric`)).toMatchObject({
      status: 404,
      body: { status: 'error', error: 'available paths: /health/live, /health/ready, /metrics' },
    });
  });

  it('counts requests by method and status, separately for each application', async () => {
    const { backoffice, storefront } = applications;
    const before = [await counted(backoffice), await counted(storefront)];
    const id = Math.random().toString(36);
    await request(`${backoffice.url}/nowhere/${id}`);
    await request(`${backoffice.url}/nowhere/${id}`);
    await request(`${backoffice.url}/oauth2-token`, { method: 'DELETE' });
    await tokenRequest(backoffice, { grant_type: 'none' });
    await expect
      .poll(async () => counted(backoffice))
      .toEqual({
        ...before[0],
        'method="GET",status="404"': 2,
        'method="DELETE",status="405"': 1,
        'method="POST",status="400"': 1,
      });
    expect(await counted(storefront)).toEqual(before[1]);
    expect((await metrics(backoffice)).body).not.toContain(id);
  });

  it('counts all unknown methods under one name', async () => {
    const { storefront } = applications;
    for (const method of ['PROPFIND', 'M-SEARCH', 'PURGE']) {
      await new Promise((resolve) => {
        connect(storefront.port, '127.0.0.1', function (this: ReturnType<typeof connect>) {
          this.end(`${method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        })
          .on('close', resolve)
          .resume();
      });
    }
    await expect
      .poll(async () => counted(storefront))
      .toMatchObject({ 'method="other",status="405"': 3 });
  });

  it('does not use the global registry of the client library', async () => {
    expect(await register.getMetricsAsJSON()).toEqual([]);
  });

  it('answers 500 without a reason when a metric cannot be collected', async () => {
    const registry = applications.backoffice.app.get<Registry>(METRICS);
    const broken = new Gauge({
      name: 'broken',
      help: 'x',
      registers: [],
      collect() {
        throw new Error('at postgres://me:secret@db');
      },
    });
    registry.registerMetric(broken);
    const { status, body } = await metrics(applications.backoffice);
    registry.removeSingleMetric('broken');
    expect({ status, body }).toEqual({
      status: 500,
      body: { status: 'error', error: 'the metrics cannot be collected' },
    });
    expect((await metrics(applications.backoffice)).status).toBe(200);
  });
});
