import { ANSWER_REASONS } from './answer-reasons.js';
import { AUTHENTICATION_REASONS, FURTHER_PROBLEMS, type Words } from './authentication-reasons.js';

/** The facts of a recorded refusal that explain it. */
export interface ExplainableFacts {
  status: number;
  code: string;
  reason: string | null;
  required: string | null;
  description: string | null;
  occurrences: number;
}

/** Why a request was refused, in words and in parts. */
export interface RefusalExplanation {
  /** The kind of the reason; another language has its own words for it. */
  kind: string;
  /** True when the network of the caller is locked after too many failures. */
  isLocked: boolean;
  /** The state of the client that would have refused right credentials as well, or null. */
  further: string | null;
  /** The particulars, such as the time at which a secret ended, or null. */
  details: string | null;
  /** The reason in words that follow "because". */
  text: string;
  advice: string;
}

const LOCKED =
  'too many attempts from this network have failed, so the server rejects it for a while; in this attempt, ';
const UNAVAILABLE =
  'the database did not answer, so the client was told to retry; according to the cache, ';
const WAIT = 'Wait until the lock ends, which Retry-After of the answer says.';

/** Explains a recorded refusal. */
export function explainRefusal(facts: ExplainableFacts): RefusalExplanation {
  const { code, reason, description } = facts;
  if (reason !== null && reason !== '') return explainRecorded(reason, facts);
  const words = wordsOf(ANSWER_REASONS, code) ?? {
    text: description ?? code,
    advice: 'docs/errors.md says more about the code of the answer.',
  };
  return { ...NO_PARTS, kind: code, details: description, ...filled(words, facts) };
}

/** Explains the reason of an audit event, `kind: details`, in words that follow "because". */
export function explainReason(reason: string): string {
  if (reason === '') return 'no reason was recorded';
  return explainRecorded(reason, NO_FACTS).text;
}

const NO_PARTS = { isLocked: false, further: null, details: null };

const NO_FACTS: Pick<ExplainableFacts, 'required' | 'description'> = {
  required: null,
  description: null,
};

function explainRecorded(
  reason: string,
  facts: Pick<ExplainableFacts, 'required' | 'description'>,
): RefusalExplanation {
  const [, kind = '', details = ''] = /^([a-z_]+)(?:: (.*))?$/s.exec(reason) ?? [];
  if (kind === 'locked') {
    const inner = explainRecorded(details, facts);
    return {
      ...inner,
      isLocked: true,
      text: LOCKED + inner.text,
      advice: `${WAIT} ${inner.advice}`,
    };
  }
  if (kind === 'unavailable') {
    const inner = explainRecorded(details, facts);
    return { ...inner, text: UNAVAILABLE + inner.text };
  }
  const own = wordsOf(AUTHENTICATION_REASONS, kind);
  if (own) return withDetails(kind, details, own);
  const words = wordsOf(ANSWER_REASONS, kind);
  if (words) return { ...NO_PARTS, kind, details: details || null, ...filled(words, facts) };
  return { ...NO_PARTS, kind: kind || 'unknown', details: reason, text: reason, advice: '' };
}

function withDetails(kind: string, details: string, { text, advice }: Words): RefusalExplanation {
  const [, problem = ''] = /^and ([a-z_]+)$/.exec(details) ?? [];
  const also = Object.hasOwn(FURTHER_PROBLEMS, problem) ? FURTHER_PROBLEMS[problem]! : null;
  const parts = { ...NO_PARTS, kind, advice };
  if (also !== null) return { ...parts, further: problem, text: `${text}, and ${also}` };
  return details ? { ...parts, details, text: `${text}: ${details}` } : { ...parts, text };
}

/** Replaces the places in the words by the facts. */
function filled(
  { text, advice }: Words,
  { required, description }: Pick<ExplainableFacts, 'required' | 'description'>,
): Words {
  const values: Record<string, string> = {
    required: required ?? 'the answer said which',
    description: description ?? 'the answer said more',
  };
  return { text: text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]!), advice };
}

function wordsOf(words: Readonly<Record<string, Words>>, kind: string): Words | undefined {
  return Object.hasOwn(words, kind) ? words[kind] : undefined;
}
