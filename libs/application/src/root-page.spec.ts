import { expect, it } from 'vitest';
import { rootJson, rootPage } from './root-page.js';

const ROOT = {
  title: 'A & B',
  description: '<shop>',
  url: 'https://shop.example/admin',
  documents: { documentation: ['/api/docs', 'Docs'], jwks: ['/.well-known/jwks.json', 'Keys'] },
} as const;

it('a page below the path of the public URL has links below that path, without a host', () => {
  const page = rootPage(ROOT);
  expect(Array.from(page.matchAll(/href="([^"]*)"/g), ([, link]) => link)).toEqual([
    'data:,',
    '/admin/api/docs/style.css',
    '/admin/api/docs',
    '/admin/.well-known/jwks.json',
  ]);
  expect(page).toContain('<h1>A &#38; B</h1>\n<p>&#60;shop&#62;</p>');
});

it('JSON has absolute URLs', () => {
  expect(JSON.parse(rootJson(ROOT))).toEqual({
    title: 'A & B',
    description: '<shop>',
    documentation: 'https://shop.example/admin/api/docs',
    jwks: 'https://shop.example/admin/.well-known/jwks.json',
  });
});
