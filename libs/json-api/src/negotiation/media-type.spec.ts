import { describe, expect, it } from 'vitest';
import { readMediaRanges, urisOf } from './media-type.js';

describe('media type parameters', () => {
  it.each([
    ['a/b;ext="x y"', ['x', 'y']],
    ['a/b; EXT = "x  y " ;q=0.5', ['x', 'y']],
    ['a/b;ext=x', ['x']],
    ['a/b;ext="https://x.example/?a=b,c;d"', ['https://x.example/?a=b,c;d']],
    [String.raw`a/b;ext="x\"y\\z"`, [String.raw`x"y\z`]],
    ['a/b;ext=x;ext="y"', ['x', 'y']],
    ['a/b;ext=""', []],
    ['a/b;ext', []],
    ['a/b;ext="x', ['x']],
    ['a/b;profile="x"', []],
    ['a/b', []],
  ])('in %s contain the extensions %j', (header, uris) => {
    expect(readMediaRanges(header).map((range) => urisOf(range, 'ext'))).toEqual([uris]);
  });

  it('belong to their own media range in an Accept header', () => {
    const ranges = readMediaRanges('a/b;profile="x,y";q=0.2, c/*;d=1;q=0');
    expect(ranges).toEqual([
      { type: 'a/b', parameters: new Map([['profile', 'x,y']]), weight: 0.2, hasWeight: true },
      { type: 'c/*', parameters: new Map([['d', '1']]), weight: 0, hasWeight: true },
    ]);
  });
});

it('a media type parameter that is repeated 100,000 times is read in linear time', () => {
  const [range] = readMediaRanges(`a/b${';x=y'.repeat(100_000)}`);
  expect(range!.parameters.get('x')).toHaveLength(199_999);
});
