/** The content of the page at the root of a server. */
export interface RootDocument {
  title: string;
  description: string;

  /** The public URL. Its path is the base of the links in the page. */
  url: string;

  /** The documents by their member in JSON, each with its path and its label in the page. */
  documents: Readonly<Record<string, readonly [path: string, label: string]>>;
}

/** Returns absolute URLs, because programs may store the answer. */
export function rootJson({ title, description, url, documents }: RootDocument): string {
  const urls = Object.entries(documents).map(([name, [path]]) => [name, url + path] as const);
  return JSON.stringify({ title, description, ...Object.fromEntries(urls) });
}

/** The links have no host, so they also work at an address that is not the public one. */
export function rootPage({ title, description, url, documents }: RootDocument): string {
  const base = new URL(url).pathname.replace(/\/$/, '');
  const links = Object.values(documents).map(
    ([path, label]) =>
      `  <li><a href="${escaped(base + path)}">${escaped(label)}</a> <code>${escaped(path)}</code></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escaped(base)}/api/docs/style.css">
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(description)}</p>
<ul>
${links.join('\n')}
</ul>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
