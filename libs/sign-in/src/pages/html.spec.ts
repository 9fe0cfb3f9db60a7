import { expect, it } from 'vitest';
import { html } from './html.js';

it('texts are escaped for content and for attributes', () => {
  const text = `<a href="x" class='y'>&</a>`;
  expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${ESCAPED}">${ESCAPED}</p>`);
});

const ESCAPED = '&#60;a href=&#34;x&#34; class=&#39;y&#39;&#62;&#38;&#60;/a&#62;';

// Under another name, prettier does not format it.
const template = html;

it('HTML and lists of it are inserted as they are, and missing values leave nothing', () => {
  const items = ['a', '<b>'].map((text) => template`<li>${text}</li>`);
  expect(template`<ul>${items}${null}${undefined}${false}${0}</ul>`.text).toBe(
    '<ul><li>a</li><li>&#60;b&#62;</li>0</ul>',
  );
});
