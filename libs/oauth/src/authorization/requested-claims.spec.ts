import { describe, expect, it } from 'vitest';
import { FormParameters } from '../form-parameters.js';
import { readRequestedClaims } from './requested-claims.js';

const read = (parameters: Record<string, string>) =>
  readRequestedClaims(new FormParameters(parameters));
const idToken = (members: object) => ({ claims: JSON.stringify({ id_token: members }) });
const voluntary = (...values: string[]) => ({ acr: { values, isEssential: false } });
const essential = (...values: string[]) => ({ acr: { values, isEssential: true } });

describe('claims that an application asks for (OpenID Connect Core §5.5)', () => {
  it.each<[object, Record<string, string>]>([
    [{}, {}],
    [voluntary('2', '1'), { acr_values: '2 1' }],
    [voluntary('1'), { acr_values: 'urn:mace:incommon:iap:silver 1 phr' }],
    [{}, { acr_values: 'phr' }],
    [voluntary('2'), idToken({ acr: { values: ['phr', '2'] } })],
    [essential('2', '1'), idToken({ acr: { essential: true, values: ['2', '1'] } })],
    [essential('2'), idToken({ acr: { essential: true, value: '2' } })],
    [{}, idToken({ acr: { essential: true } })],
    [{}, idToken({ acr: null, auth_time: { essential: true } })],
    [voluntary('1'), { ...idToken({ acr: null }), acr_values: '1' }],
    [essential('2'), { ...idToken({ acr: { essential: true, value: '2' } }), acr_values: '1' }],
    [{ subject: '7' }, idToken({ sub: { value: '7' } })],
    [{}, idToken({ sub: { value: 7 } })],
    [{}, { claims: '{"userinfo": {"email": {"essential": true}}, "other": 1}' }],
  ])('%j is read from %j', (expected, parameters) => {
    const { acr, subject } = read(parameters);
    expect({ ...(acr && { acr }), ...(subject !== undefined && { subject }) }).toEqual(expected);
  });

  it.each([
    'x',
    '[]',
    '"text"',
    '7',
    '{"id_token": []}',
    '{"id_token": "acr"}',
    '{"id_token": {"acr": "2"}}',
    '{"id_token": {"sub": "7"}}',
    `{"userinfo": "${'x'.repeat(2000)}"}`,
  ])('§5.5 rejects %s', (claims) => {
    expect(() => read({ claims })).toThrow('invalid_request: claims must be a JSON object');
  });

  it('§5.5.1.1 rejects essential levels that this server does not have', () => {
    const claims = idToken({ acr: { essential: true, values: ['phr', 'phrh'] } });
    expect(() => read(claims)).toThrow(
      'unmet_authentication_requirements: this server has the acr',
    );
  });
});
