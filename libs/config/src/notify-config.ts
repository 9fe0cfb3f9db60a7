import { inspect } from 'node:util';
import { Integer, text } from './rules.js';

/** Host names of this machine, to which http is allowed. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const ReceiverUrl = () =>
  text(
    'receiverUrl',
    'must be an https URL without user and fragment; http is allowed to localhost only',
    (url) => url === '' || isReceiver(url),
  );

const SigningSecret = () =>
  text(
    'signingSecret',
    'must be whsec_ and 24 to 64 bytes in base64: make one with `echo "whsec_$(openssl rand -base64 32)"`',
    (secret) => secret === '' || isSecret(secret),
  );

function isReceiver(url: string): boolean {
  if (url.length > 2000 || !URL.canParse(url)) return false;
  const { protocol, hostname, username, password, hash } = new URL(url);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe && username === '' && password === '' && hash === '';
}

/** The form and the lengths are those of the specification of Standard Webhooks. */
function isSecret(secret: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}

/** The receiver of messages for people, which sends them by e-mail. */
export class NotifyConfig {
  /** Where messages are posted to; empty for no messages. */
  @ReceiverUrl() url = '';

  /** Signs messages. Never shown. */
  @SigningSecret() secret = '';

  /** Seconds that the receiver may take to answer. */
  @Integer(1, 30) timeout = 5;

  toJSON(): object {
    // The path of a webhook is often a secret as well.
    const url = this.url && `${new URL(this.url).origin}/***`;
    return Object.assign({}, this, { url, secret: this.secret && '***' });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}
