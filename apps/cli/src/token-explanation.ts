import type { TokenExplanation } from '#oauth';
import { printable, timeText } from './output.js';

type Verdict = Omit<TokenExplanation['verdicts'][number], 'side'>;

type Lines = [name: string, text: string][];

/** For people; what is in a token comes from outside. */
export function explanationText(explanation: TokenExplanation, now = new Date()): string {
  const { header, verdicts } = explanation;
  const lines: Lines = [
    ['type', `${text(header.typ)}, signed with ${text(header.alg)}`],
    ['key', keyText(explanation)],
    ...claimLines(explanation.claims, now),
    ...verdicts.map(({ side, ...verdict }): [string, string] => [side, verdictText(verdict)]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

function keyText({ header, key }: TokenExplanation): string {
  if (!key) return `${text(header.kid)}, not known here`;
  return `${key.kid} of the ${key.side}, ${key.state}, made ${timeText(key.createdAt)}`;
}

/** Under its plain name what every token of ours has; under its own whatever else there is. */
function claimLines(claims: TokenExplanation['claims'], now: Date): Lines {
  const { iss, aud, client_id: clientId, sub, scope, iat, nbf, exp, jti, cnf, ...others } = claims;
  return [
    ['issuer', text(iss)],
    ['audience', text(aud)],
    ['client', text(clientId)],
    ['subject', sub === clientId ? 'the client itself' : `the user ${text(sub)}`],
    ['scope', text(scope)],
    ['issued', moment(iat, now)],
    ...(nbf === undefined ? [] : ([['good from', moment(nbf, now)]] as Lines)),
    ['expires', moment(exp, now)],
    ['id', text(jti)],
    ...(cnf === undefined ? [] : ([['bound to', boundText(cnf)]] as Lines)),
    ...Object.entries(others).map(([name, value]): [string, string] => [
      printable(name),
      text(value),
    ]),
  ];
}

/** RFC 7800 §3.1, RFC 9449 §6.1. */
function boundText(cnf: unknown): string {
  const { jkt } = Object(cnf) as { jkt?: unknown };
  if (typeof jkt !== 'string') return text(cnf);
  return `the key ${jkt}: it needs a DPoP proof by that with each request`;
}

function verdictText({ accepted, code, reason, scope }: Verdict): string {
  if (accepted === null) return `cannot say: ${reason}`;
  if (!accepted) return `refuses it, ${code}: ${reason}`;
  return `accepts it, for ${scope?.length ? scope.join(' ') : 'no scope that is left of it'}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

const relative = new Intl.RelativeTimeFormat('en');

/** A time in Unix seconds, and how far it is away. */
function moment(value: unknown, now: Date): string {
  if (!Number.isFinite(value)) return `${text(value)}, which is no time`;
  const time = new Date((value as number) * 1000);
  if (Number.isNaN(time.getTime())) return `${text(value)}, which is no time`;
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  const [unit, length] =
    UNITS.find(([, unitLength]) => Math.abs(seconds) >= unitLength) ?? UNITS[3];
  return `${timeText(time)}, ${relative.format(Math.trunc(seconds / length), unit)}`;
}

function text(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
