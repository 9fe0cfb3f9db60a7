import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from './authorization-request.js';
import type { StoredRequest } from './authorization-requests.repository.js';
import { nextStep, type PersonAtBrowser, withAcceptedAcr } from './next-step.js';

/** Unix seconds: the time of the request, and ten seconds after it. */
const THEN = 1_000_000;
const NOW = THEN + 10;

function stored(request: Partial<AuthorizationRequest>, others: Partial<StoredRequest> = {}) {
  const whole = {
    redirectUri: 'https://shop.example/callback',
    scope: ['openid', 'users:read'],
    codeChallenge: 'x'.repeat(43),
    prompts: [],
    ...request,
  };
  const answer = { isAllowed: null, decidedBy: null };
  return { clientId: 'client', request: whole, createdAt: THEN, ...answer, ...others };
}

function person(age: number, others: Partial<PersonAtBrowser> = {}): PersonAtBrowser {
  const session = {
    personId: '7',
    sessionId: 'session',
    authenticatedAt: NOW - age,
    amr: ['pwd'],
    acr: '1' as const,
  };
  return { session, needsConsent: false, ...others };
}

const NOBODY: PersonAtBrowser = { session: null, needsConsent: false };

function step(at: PersonAtBrowser, request: Partial<AuthorizationRequest> = {}, others = {}) {
  try {
    return nextStep(stored(request, others), at, NOW);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('authentication (OpenID Connect Core §3.1.2.3)', () => {
  it.each([
    ['nobody is signed in', NOBODY, {}, 'sign_in'],
    ['a person is signed in', person(500), {}, 'grant'],
    ['prompt=login, signed in before the request', person(11), { prompts: ['login'] }, 'sign_in'],
    ['prompt=login, signed in after the request', person(9), { prompts: ['login'] }, 'grant'],
    ['prompt=login, signed in just before', person(10.2), { prompts: ['login'] }, 'sign_in'],
    ['prompt=select_account', person(11), { prompts: ['select_account'] }, 'sign_in'],
    ['prompt=none, nobody is signed in', NOBODY, { prompts: ['none'] }, 'login_required'],
    ['prompt=none, a person is signed in', person(500), { prompts: ['none'] }, 'grant'],
    ['max_age is met', person(500), { maxAge: 500 }, 'grant'],
    ['max_age is exceeded', person(501), { maxAge: 500 }, 'sign_in'],
    ['max_age is 0', person(11), { maxAge: 0 }, 'sign_in'],
    ['max_age is 0, signed in after the request', person(9), { maxAge: 0 }, 'grant'],
    [
      'max_age is exceeded and prompt=none',
      person(501),
      { maxAge: 500, prompts: ['none'] },
      'login_required',
    ],
    ['id_token_hint of the person', person(500), { subject: '7' }, 'grant'],
    ['id_token_hint of another person', person(500), { subject: '8' }, 'sign_in'],
    ['the wrong person has signed in for it', person(9), { subject: '8' }, 'login_required'],
  ] as const)('%s', (_, at, request, expected) => expect(step(at, request)).toBe(expected));
});

describe('consent (OpenID Connect Core §3.1.2.4)', () => {
  const third = { needsConsent: true };

  it.each([
    ['a third party asks', person(500, third), {}, {}, 'ask'],
    ['the person has consented before', person(500), {}, {}, 'grant'],
    ['prompt=consent', person(500), { prompts: ['consent'] }, {}, 'ask'],
    [
      'prompt=none without consent',
      person(500, third),
      { prompts: ['none'] },
      {},
      'consent_required',
    ],
    ['the person allows', person(500, third), {}, { isAllowed: true, decidedBy: '7' }, 'grant'],
    [
      'the person denies',
      person(500, third),
      {},
      { isAllowed: false, decidedBy: '7' },
      'access_denied',
    ],
    [
      'another person has allowed before',
      person(500, third),
      {},
      { isAllowed: true, decidedBy: '8' },
      'ask',
    ],
  ] as const)('%s', (_, at, request, answer, expected) =>
    expect(step(at, request, answer)).toBe(expected),
  );
});

describe('level of the authentication (OpenID Connect Core §3.1.2.1, §5.5.1.1)', () => {
  const [weak, strong] = (['1', '2'] as const).map((acr) => (age: number) => {
    const { session } = person(age);
    return person(age, { session: { ...session!, acr } });
  });
  const preferred = { acr: { values: ['2', '1'], isEssential: false } } as const;
  const indifferent = { acr: { values: ['1', '2'], isEssential: false } } as const;
  const essential = { acr: { values: ['2'], isEssential: true } } as const;
  const either = { acr: { values: ['2', '1'], isEssential: true } } as const;
  const [silentlyPreferred, silentlyEssential] = [preferred, essential].map((request) => ({
    ...request,
    prompts: ['none'] as const,
  }));

  it.each([
    ['one factor, two are preferred', weak!(500), preferred, 'sign_in'],
    ['one factor after the request, two are preferred', weak!(9), preferred, 'grant'],
    ['one factor, two are preferred, no page', weak!(500), silentlyPreferred!, 'grant'],
    ['two factors, two are preferred', strong!(500), preferred, 'grant'],
    ['one factor, one is preferred', weak!(500), indifferent, 'grant'],
    ['one factor, two are essential', weak!(500), essential, 'sign_in'],
    [
      'one factor after the request, two are essential',
      weak!(9),
      essential,
      'unmet_authentication_requirements',
    ],
    ['one factor, two are essential, no page', weak!(500), silentlyEssential!, 'login_required'],
    ['two factors, two are essential', strong!(500), essential, 'grant'],
    ['one factor, any is essential', weak!(500), either, 'grant'],
  ] as const)('%s', (_, at, request, expected) => expect(step(at, request)).toBe(expected));

  it('two factors are accepted where only one is, and are then called one', () => {
    const session = strong!(500).session!;
    const one = { values: ['1'], isEssential: true } as const;
    expect(step(strong!(500), { acr: one })).toBe('grant');
    expect(withAcceptedAcr(session, { acr: one }).acr).toBe('1');
    for (const { acr } of [essential, either, indifferent, preferred, { acr: undefined }]) {
      expect(withAcceptedAcr(session, { acr })).toBe(session);
    }
  });
});
