import { HttpError } from './http-error.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes a body. @throws HttpError 400 `bad_request` when the bytes are not UTF-8 */
export function readText(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new HttpError(400, 'bad_request', 'the body is not UTF-8');
  }
}
