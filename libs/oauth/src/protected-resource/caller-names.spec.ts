import { describe, expect, it } from 'vitest';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { callerNameOf, countedNameOf, memberOf, ownerIdOf, readerOf } from './caller-names.js';

const VISITOR = 'urn:latchkey:visitor:5f0e';
const claims = (sub: string, more: Partial<AccessTokenClaims> = {}) =>
  ({ sub, client_id: 'c', ...more }) as AccessTokenClaims;
const request = (user: AccessTokenClaims, ip = '198.51.100.7') => ({ user, ip, headers: {} });

const CALLERS = {
  client: claims('c'),
  'client of a person': claims('7'),
  person: claims('7', { auth_time: 1 }),
  visitor: claims(VISITOR),
};

describe('the names of a caller', () => {
  it.each([
    ['client', null, null, 'c', 'c', 'c'],
    ['client of a person', '7', '7', 'c', 'c', '7'],
    ['person', '7', '7', 'c 7', 'c 7', '7'],
    ['visitor', null, false, `c ${VISITOR}`, ofNetwork(), ofNetwork()],
  ] as const)('are those of a %s', (caller, owner, member, name, counted, reader) => {
    const user = CALLERS[caller];
    expect([
      ownerIdOf(user),
      memberOf(request(user)),
      callerNameOf(user),
      countedNameOf(user, request(user)),
      readerOf(request(user)),
    ]).toEqual([owner, member, name, counted, reader]);
  });

  it('are the same for all visitors of a network, and others elsewhere', () => {
    const [one, two] = [claims(VISITOR), claims(`${VISITOR}1`)];
    expect(countedNameOf(two, request(two, '198.51.100.8'))).toBe(ofNetwork());
    expect(countedNameOf(one, request(one, '198.51.101.7'))).not.toBe(ofNetwork());
  });

  it('are unknown for a request that no guard has accepted', () => {
    expect(memberOf({})).toBeUndefined();
  });
});

function ofNetwork(): string {
  return 'c visitors of 198.51.100.0/24';
}
