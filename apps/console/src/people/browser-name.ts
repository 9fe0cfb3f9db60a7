/** Programs and systems in a User-Agent header, the most specific first: many browsers name others too. */
const PROGRAM = [/Edg\w*\//, /OPR\/|Opera/, /Firefox\/|FxiOS\//, /Chrom\w*\/|CriOS\//, /Safari\//];
const PROGRAMS = ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari'];
const SYSTEM = /Android|iPhone|iPad|Windows|Macintosh|Linux/;
const SYSTEMS: Readonly<Record<string, string>> = {
  iPhone: 'iOS',
  iPad: 'iOS',
  Macintosh: 'macOS',
};

/** Returns a name such as `Firefox, Linux`; an unknown header as it is. */
export function browserName(userAgent: string): string {
  const program = PROGRAMS[PROGRAM.findIndex((mark) => mark.test(userAgent))];
  const [system] = SYSTEM.exec(userAgent) ?? [];
  const parts = [program, system && (SYSTEMS[system] ?? system)].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : userAgent;
}
