import { describe, expect, it } from 'vitest';
import { ANSWER_REASONS } from './answer-reasons.js';
import { AUTHENTICATION_REASONS } from './authentication-reasons.js';
import { explainReason, explainRefusal } from './explanation.js';

const facts = (code: string, more: object = {}) => ({
  status: 401,
  code,
  reason: null,
  required: null,
  description: null,
  occurrences: 1,
  ...more,
});

describe('the explanation of a refusal', () => {
  it('has the parts of a recorded reason with a further problem', () => {
    const reason = 'wrong_secret: and disabled';
    expect(explainRefusal(facts('invalid_client', { reason }))).toEqual({
      kind: 'wrong_secret',
      isLocked: false,
      further: 'disabled',
      details: null,
      text: 'this client has never had this secret, and the client is disabled as well',
      advice: AUTHENTICATION_REASONS.wrong_secret.advice,
    });
  });

  it('says that a network is locked, and what the attempt would have been', () => {
    const reason = 'locked: expired_secret: the one that ends in abcd expired at T';
    const explanation = explainRefusal(facts('too_many_requests', { reason }));
    expect(explanation).toMatchObject({
      kind: 'expired_secret',
      isLocked: true,
      details: 'the one that ends in abcd expired at T',
    });
    expect(explanation.text).toMatch(/^too many attempts .* expired or was retired: the one that/);
    expect(explanation.advice).toMatch(/^Wait .*\. Give the machine a secret/);
  });

  it('says that right credentials came from a locked network that is new to the client', () => {
    const reason = 'locked: new_network';
    expect(explainRefusal(facts('too_many_requests', { reason }))).toMatchObject({
      kind: 'new_network',
      isLocked: true,
      details: null,
      text: expect.stringMatching(/^too many .* this attempt, the credentials are right, and the/),
    });
  });

  it('fills in what the request would have needed', () => {
    const { kind, text } = explainRefusal(
      facts('insufficient_scope', { status: 403, required: 'users:write' }),
    );
    expect({ kind, text }).toEqual({
      kind: 'insufficient_scope',
      text: 'the token lacks a scope that this request needs (users:write)',
    });
  });

  it('names the limit of a client by its quota', () => {
    const more = { status: 429, reason: 'limit: tokens', required: '5 tokens a minute' };
    expect(explainRefusal(facts('too_many_requests', more))).toMatchObject({
      kind: 'limit',
      details: 'tokens',
      text: 'the client sent more requests than its limit allows (5 tokens a minute)',
    });
  });

  it('uses the text of the answer for a code without words of its own', () => {
    const more = { status: 403, description: 'the shop is closed' };
    expect(explainRefusal(facts('code_of_a_host', more))).toMatchObject({
      kind: 'code_of_a_host',
      text: 'the shop is closed',
      advice: expect.stringContaining('docs/errors.md'),
    });
  });

  it('repeats a reason of an unknown kind unchanged', () => {
    const { text } = explainRefusal(facts('invalid_client', { reason: 'New: kind' }));
    expect(text).toBe('New: kind');
  });

  const all = Object.entries({ ...ANSWER_REASONS, ...AUTHENTICATION_REASONS });
  it.each(all)('gives advice in a sentence: %s', (_, { text, advice }) => {
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/\.$/);
  });
});

describe('the explanation of an audit event', () => {
  it('says that no reason was recorded', () => {
    expect(explainReason('')).toBe('no reason was recorded');
  });

  it('says that the database was away', () => {
    expect(explainReason('unavailable: unknown_client')).toMatch(
      /^the database did not answer, .*this side has no client with this id$/,
    );
  });
});
