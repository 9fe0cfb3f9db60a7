import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Files with a certificate that signs itself, and its key. */
export interface Certificate {
  certificate: string;
  key: string;
  /** Both in one file, as HAProxy reads them. */
  pem: string;
}

/** Makes a certificate for these host names, with openssl. */
export async function makeCertificate(directory: string, names: string[]): Promise<Certificate> {
  const [certificate, key, pem] = ['crt', 'key', 'pem'].map((end) => join(directory, `tls.${end}`));
  const files = ['-out', certificate!, '-keyout', key!];
  const alternatives = names.map((name) => `DNS:${name}`).join(',');
  const kind = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(
    ' ',
  );
  const subject = ['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${alternatives}`];
  await promisify(execFile)('openssl', [...kind, ...subject, ...files]);
  await writeFile(pem!, (await readFile(certificate!, 'utf8')) + (await readFile(key!, 'utf8')));
  return { certificate: certificate!, key: key!, pem: pem! };
}
