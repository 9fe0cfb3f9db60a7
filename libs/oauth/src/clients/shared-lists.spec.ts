import { beforeEach, describe, expect, it } from 'vitest';
import { SharedLists } from './shared-lists.js';

let lists: SharedLists;

beforeEach(() => {
  lists = new SharedLists();
});

describe('shared lists', () => {
  it('are one object for equal lists', () => {
    const first = lists.share(['users:read', 'users:write']);
    expect(first).toEqual(['users:read', 'users:write']);
    expect(lists.share(['users:read', 'users:write'])).toBe(first);
  });

  it.each([[['b', 'a']], [['a,b']], [['a', 'b', 'c']], [[]]])(
    'keep the list %j, which differs from others',
    (list) => {
      lists.share(['a', 'b']);
      expect(lists.share(list)).toEqual(list);
    },
  );

  it('are a thousand at most; further lists are returned as they are', () => {
    for (let number = 0; number < 1000; number += 1) lists.share([`scope ${number}`]);
    const known = lists.share(['scope 999']);
    expect(lists.share(['scope 999'])).toBe(known);
    const [one, other] = [['one more'], ['one more']];
    expect(lists.share(one)).toBe(one);
    expect(lists.share(other)).toBe(other);
  });
});
