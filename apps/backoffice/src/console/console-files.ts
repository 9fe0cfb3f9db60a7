import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { crc32 } from 'node:zlib';

/** The codings in which the build has prepared a file, the smallest first, with their endings. */
const CODINGS = { br: '.br', gzip: '.gz' } as const;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** One file of the console with its codings. */
export interface ConsoleFile {
  mediaType: string;
  /** The content by coding; `identity` is always there. */
  contents: ReadonlyMap<string, Buffer>;
  etag: string;
}

/**
 * The folder with the build of the console, below that of the servers: seen from a compiled file, and
 * from a source in tests.
 */
const FOLDERS = ['../../../console/', '../../../../dist/apps/console/'].map(
  (path) => new URL(path, import.meta.url),
);

/**
 * Reads the console that `npm run build` has made. Null when it was not built.
 *
 * `base` is the path of the public URL. The build refers to its files relatively, which would depend on
 * the address of the page, so index.html gets complete addresses here.
 */
export function readConsole(base: string): Map<string, ConsoleFile> | null {
  // The sources have an index.html, too, but no assets.
  const folder = FOLDERS.find((each) => existsSync(new URL('assets/', each)));
  if (!folder) return null;
  const names = readdirSync(new URL('assets/', folder)).filter(
    (name) => !Object.values(CODINGS).some((ending) => name.endsWith(ending)),
  );
  const assets = names.map(
    (name) => [`assets/${name}`, readFile(new URL(`assets/${name}`, folder))] as const,
  );
  const index = readFileSync(new URL('index.html', folder), 'utf8')
    .replaceAll('"./assets/', `"${base}/console/assets/`)
    .replace('data-base=""', `data-base="${base}"`);
  return new Map([...assets, ['index.html', fileOf('.html', { identity: Buffer.from(index) })]]);
}

function readFile(url: URL): ConsoleFile {
  const contents: Record<string, Buffer> = { identity: readFileSync(url) };
  for (const [coding, ending] of Object.entries(CODINGS)) {
    const prepared = new URL(url.href + ending);
    if (existsSync(prepared)) contents[coding] = readFileSync(prepared);
  }
  return fileOf(extname(url.pathname), contents);
}

function fileOf(ending: string, contents: Record<string, Buffer>): ConsoleFile {
  const identity = contents.identity!;
  return {
    mediaType: MEDIA_TYPES[ending] ?? 'application/octet-stream',
    contents: new Map(Object.entries(contents)),
    // A short digest is enough: all contents are ours, so nobody constructs two with one tag.
    etag: `"${crc32(identity).toString(16)}-${identity.length.toString(16)}"`,
  };
}

/** A coding that the caller does not accept (RFC 9110 §12.5.3). */
const REFUSED = /;\s*q=0(?:\.0*)?\s*$/;

/** Returns the smallest content that the caller accepts, with its coding. */
export function contentFor(
  { contents }: ConsoleFile,
  acceptEncoding = '',
): [coding: string, content: Buffer] {
  const parts = acceptEncoding.toLowerCase().split(',');
  const accepted = new Set(
    parts.filter((part) => !REFUSED.test(part)).map((part) => part.split(';', 1)[0]!.trim()),
  );
  const coding = Object.keys(CODINGS).find((each) => accepted.has(each) && contents.has(each));
  return [coding ?? 'identity', contents.get(coding ?? 'identity')!];
}
