import type { TokenExplanations } from '#oauth';
import { isOfVisitor } from '#oauth/offline';
import { printable } from '#text/characters';
import { timeText } from './output.js';
import { relativeTime } from './relative-time.js';

type TokenExplanation = NonNullable<Awaited<ReturnType<TokenExplanations['explain']>>>;

type Verdict = Omit<TokenExplanation['verdicts'][number], 'side'>;

/** The configuration of this machine, with which the verdicts compared the token. */
interface ComparedWith {
  /** Absolute path. */
  file: string;
  sides: readonly { side: string; issuer: string }[];
}

type Lines = [name: string, text: string][];

/** Builds the explanation for people. The content of a token comes from outside and is escaped. */
export function explanationText(
  explanation: TokenExplanation,
  comparedWith: ComparedWith,
  now = new Date(),
): string {
  const { header, verdicts } = explanation;
  const lines: Lines = [
    ['type', `${text(header.typ)}, signed with ${text(header.alg)}`],
    ['key', keyText(explanation)],
    ...claimLines(explanation.claims, now),
    ...verdicts.map(({ side, ...verdict }): [string, string] => [side, verdictText(verdict)]),
    ['compared', comparisonText(explanation.claims.iss, comparedWith)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

/** Says whose settings decided: a server may run with others. */
function comparisonText(iss: unknown, { file, sides }: ComparedWith): string {
  const names = sides.map(({ side, issuer }) => `the ${side} is ${issuer}`).join(', ');
  const isForeign = !sides.some(({ issuer }) => issuer === iss);
  const advice = isForeign
    ? `; neither issued this token, so use the config.yml of its servers`
    : '';
  return `with ${file} of this machine: ${names}${advice}`;
}

function keyText({ header, key }: TokenExplanation): string {
  if (!key) return `${text(header.kid)}, unknown here`;
  return `${key.kid} of the ${key.side}, ${key.state}, made ${timeText(key.createdAt)}`;
}

function subjectText(sub: unknown, clientId: unknown): string {
  if (sub === clientId) return 'the client itself';
  const isVisitor = typeof sub === 'string' && isOfVisitor({ sub });
  return `${isVisitor ? 'the visitor' : 'the user'} ${text(sub)}`;
}

/** Lines of the claims: those of every Latchkey token under plain names, others under their own. */
function claimLines(claims: TokenExplanation['claims'], now: Date): Lines {
  const { iss, aud, client_id: clientId, sub, scope, iat, nbf, exp, jti, cnf, ...others } = claims;
  return [
    ['issuer', text(iss)],
    ['audience', text(aud)],
    ['client', text(clientId)],
    ['subject', subjectText(sub, clientId)],
    ['scope', text(scope)],
    ['issued', moment(iat, now)],
    ...(nbf === undefined ? [] : ([['valid from', moment(nbf, now)]] as Lines)),
    ['expires', moment(exp, now)],
    ['id', text(jti)],
    ...(cnf === undefined ? [] : ([['bound to', boundText(cnf)]] as Lines)),
    ...Object.entries(others).map(([name, value]): [string, string] => [
      printable(name),
      text(value),
    ]),
  ];
}

/** Describes the key that the token is bound to (RFC 7800 §3.1, RFC 9449 §6.1). */
function boundText(cnf: unknown): string {
  const { jkt } = Object(cnf) as { jkt?: unknown };
  if (typeof jkt !== 'string') return text(cnf);
  return `the key ${jkt}: each request needs a DPoP proof made with it`;
}

function verdictText({ accepted, code, reason, scope }: Verdict): string {
  if (accepted === null) return `cannot say: ${reason}`;
  if (!accepted) return `rejects it, ${code}: ${reason}`;
  return `accepts it, ${scope?.length ? `for ${scope.join(' ')}` : 'but no scope of it is left'}`;
}

/** Formats a time in Unix seconds, with its distance from now. */
function moment(value: unknown, now: Date): string {
  if (!Number.isFinite(value)) return `${text(value)}, which is not a time`;
  const time = new Date((value as number) * 1000);
  if (Number.isNaN(time.getTime())) return `${text(value)}, which is not a time`;
  return `${timeText(time)}, ${relativeTime(time, now)}`;
}

function text(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
