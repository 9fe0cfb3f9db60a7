import { itMaps } from '../../../test/support/results.js';
import { prefersHtml } from './prefers-html.js';

itMaps('an Accept of %j prefers HTML: %s', prefersHtml, [
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/html', true],
  ['TEXT/HTML', true],
  ['text/*, application/json; q=0.5', true],
  ['application/json;q=0.1, text/html;level=1;q=0.2', true],
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['application/vnd.api+json', false],
  ['text/html;q=0, */*', false],
  ['text/html, application/json', false],
  ['text/html;q=x', false],
]);
