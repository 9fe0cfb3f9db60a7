import { expect, it } from 'vitest';

/** Tests the results of a function: those of its arguments, one pair a test. */
export function itMaps<Given, Result>(
  title: string,
  map: (given: Given) => Result,
  pairs: readonly (readonly [given: Given, result: Result])[],
): void {
  // oxlint-disable-next-line vitest/valid-title -- the spec file gives the title
  it.each(pairs as [unknown, unknown][])(title, (given, result) => {
    expect(map(given as Given)).toEqual(result);
  });
}

/** Tests that a function has the same result for each of the arguments. */
export function itReturns<Given, Result>(
  result: Result,
  title: string,
  map: (given: Given) => Result,
  given: readonly Given[],
): void {
  // oxlint-disable-next-line vitest/valid-title -- the spec file gives the title
  it.each(given as unknown[])(title, (argument) => {
    expect(map(argument as Given)).toEqual(result);
  });
}
