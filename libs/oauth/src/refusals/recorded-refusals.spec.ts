import { beforeEach, describe, expect, it } from 'vitest';
import { EndpointRefusals } from '../endpoints/endpoint-refusals.js';
import { OAuthError, type OAuthErrorCode } from '../oauth.error.js';
import { ApiRefusals } from './api-refusals.js';
import type { Refusal } from './refusal.js';
import type { Refusals } from './refusals.js';

const added: Refusal[] = [];
const refusals = { add: (refusal: Refusal) => void added.push(refusal) } as unknown as Refusals;

beforeEach(() => void (added.length = 0));

const codes = () => added.map(({ code }) => code);

describe('ApiRefusals', () => {
  it.each([
    [401, 'missing_token', true],
    [403, 'insufficient_scope', true],
    [429, 'too_many_requests', true],
    [401, 'use_dpop_nonce', false],
    [404, 'not_found', false],
    [409, 'conflict', false],
    [422, 'validation_failed', false],
    [503, 'service_unavailable', false],
  ])('of %i %s: a row is added: %s', (status, code, isRecorded) => {
    const request = { id: '1', ip: '192.0.2.7', method: 'GET' };
    const failure = { exception: new Error('no'), status, code, detail: 'no' };
    new ApiRefusals(refusals).record(request, failure);
    expect(codes()).toEqual(isRecorded ? [code] : []);
  });
});

describe('EndpointRefusals', () => {
  const request = { requestId: '1', address: '192.0.2.7', method: 'POST', route: '/oauth2-token' };

  it.each([
    ['invalid_client', true],
    ['invalid_scope', true],
    ['use_dpop_nonce', false],
    ['temporarily_unavailable', false],
  ] satisfies [OAuthErrorCode, boolean][])('of %s: a row is added: %s', (code, isRecorded) => {
    new EndpointRefusals(refusals).record(new OAuthError(code, 'no'), request);
    expect(codes()).toEqual(isRecorded ? [code] : []);
  });

  it('adds no row for a fault of the server', () => {
    new EndpointRefusals(refusals).record(new Error('fault'), request);
    expect(added).toEqual([]);
  });
});
