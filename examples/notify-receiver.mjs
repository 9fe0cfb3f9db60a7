// Receives the messages of Latchkey (docs/notifications.md), and sends them by e-mail with sendmail.
//
//   NOTIFY_SECRET=whsec_… node examples/notify-receiver.mjs
//
// PORT is 8025 by default. SENDMAIL is /usr/sbin/sendmail, which most mail servers install.
import { spawn } from 'node:child_process';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { NOTIFY_SECRET = '', PORT = '8025', SENDMAIL = '/usr/sbin/sendmail' } = process.env;
const key = Buffer.from(NOTIFY_SECRET.replace('whsec_', ''), 'base64');
if (key.length < 24) throw new Error('set NOTIFY_SECRET to the secret of notify in config.yml');

const TEXTS = {
  'person.invitation': ['Your account', 'Set your password here:'],
  'person.recovery': ['Your new password', 'Set a new password here, or ignore this e-mail:'],
  'person.registration': ['Confirm your account', 'Confirm your address and set a password here:'],
  'person.account_exists': ['Your account', 'You have an account already. Forgotten the password?'],
};

function isAuthentic(headers, body) {
  const [id, at, signatures = ''] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`],
  );
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  const isRight = (text) => {
    const given = Buffer.from(text.replace('v1,', ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  // Five minutes: an older message may be a copy that somebody sends again.
  return Math.abs(Date.now() / 1000 - Number(at)) < 300 && signatures.split(' ').some(isRight);
}

async function send({ type, data: { email, link, expiresAt } }) {
  const [subject, text] = TEXTS[type];
  const end = expiresAt ? `\n\nThe link works until ${expiresAt}.` : '';
  const mail = spawn(SENDMAIL, ['-i', '--', email], { stdio: ['pipe', 'inherit', 'inherit'] });
  mail.stdin.on('error', () => {}); // sendmail has ended without reading; its code says why
  mail.stdin.end(`To: <${email}>\nSubject: ${subject}\n\n${text}\n\n${link}${end}\n`);
  const code = await new Promise((resolve, reject) => mail.on('error', reject).on('exit', resolve));
  if (code !== 0) throw new Error(`sendmail ended with code ${code}`);
}

async function answer(request) {
  try {
    const body = Buffer.concat(await request.toArray()).toString();
    if (!isAuthentic(request.headers, body)) return 401;
    await send(JSON.parse(body));
    return 204;
  } catch (error) {
    console.error(error.message);
    return 500; // Latchkey sends the message again
  }
}

createServer((request, response) => {
  void answer(request).then((status) => response.writeHead(status).end());
}).listen(Number(PORT), '127.0.0.1');
