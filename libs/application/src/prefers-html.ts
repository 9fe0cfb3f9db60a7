/**
 * True when an `Accept` header ranks HTML above JSON (RFC 9110 §12.5.1), as every browser does. A
 * caller without a preference is a program.
 */
export function prefersHtml(accept = '*/*'): boolean {
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const qualityOf = (mediaType: string) => {
    const [type] = mediaType.split('/');
    const names = [mediaType, `${type}/*`, '*/*'];
    const found = names.map((name) => ranges.find((range) => range.name === name));
    return found.find((range) => range !== undefined)?.quality ?? 0;
  };
  return qualityOf('text/html') > qualityOf('application/json');
}

function readRange(text: string): { name: string; quality: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  return { name, quality: quality === undefined ? 1 : Number(quality) || 0 };
}
