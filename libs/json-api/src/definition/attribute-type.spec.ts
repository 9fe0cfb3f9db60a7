import { check, property, string as anyString } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_FORMATS } from './attribute-type.js';

const { string, integer, strings, object, 'date-time': dateTime } = ATTRIBUTE_FORMATS;

describe('an attribute of the type string', () => {
  it.each([
    ['', '""'],
    ['a"\\\n', String.raw`"a\"\\\n"`],
    ['\u007f\u2028é🦊', '"\u007f\u2028é🦊"'],
    ['\ud83e', String.raw`"\ud83e"`],
    ['\udd8a', String.raw`"\udd8a"`],
  ])('%j is written as JSON', (value, written) => {
    expect(string.write(value)).toBe(written);
  });

  it('is written so that JSON.parse returns the same text', () => {
    const isSame = (text: string) => JSON.parse(string.write(text)) === text;
    expect(check(property(anyString({ unit: 'binary' }), isSame)).counterexample).toBeNull();
  });
});

describe('an attribute of the type integer', () => {
  it.each([
    [7, '7'],
    ['9007199254740991', '9007199254740991'],
    ['0', '0'],
  ])('is written as a number when the driver returns %j', (value, written) => {
    expect(integer.write(value)).toBe(written);
  });

  it.each([['7'], [1.5], [2 ** 31]])('rejects %j in a request', (value) => {
    expect(integer.accepts(value)).toBe(false);
  });
});

describe('an attribute of the type date-time', () => {
  it.each(['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00-15:59'])(
    'accepts %s',
    (time) => {
      expect(dateTime.accepts(time)).toBe(true);
      expect(dateTime.accepts(JSON.parse(dateTime.write(new Date(time))))).toBe(true);
    },
  );

  it.each(['9999-12-31T23:59:59-01:00', '0001-01-01T00:00:00+01:00'])(
    'rejects %s, whose year in UTC does not have four digits',
    (time) => {
      expect(dateTime.accepts(time)).toBe(false);
      expect(dateTime.read(time)).toBeUndefined();
    },
  );
});

describe('a date-time in an answer', () => {
  it.each([
    '2026-11-25T23:15:11.999Z',
    '2024-02-29T00:00:00.000Z',
    '1969-12-31T23:59:59.001Z',
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '0001-01-01T00:00:00.000Z',
    '+010000-01-01T00:00:00.000Z',
    '-000043-03-15T12:00:00.120Z',
  ])('%s is written with milliseconds, unless they are zero', (time) => {
    expect(dateTime.write(new Date(time))).toBe(`"${time.replace('.000Z', 'Z')}"`);
  });

  it('has the text of toISOString on every day, apart from zero milliseconds', () => {
    for (let day = -600; day < 600; day += 1) {
      const time = new Date(day * 86_400_000 + (day + 600) * 71_993_007);
      expect(dateTime.write(time)).toBe(`"${time.toISOString().replace('.000Z', 'Z')}"`);
    }
  });
});

describe('an attribute of the type strings', () => {
  it.each([[[]], [['']], [['a', 'a']], [['🦊']], [Array<string>(100).fill('x')]])(
    'accepts %j',
    (value) => {
      expect(strings.accepts(value)).toBe(true);
      expect(JSON.parse(strings.write(value))).toEqual(value);
    },
  );

  it.each([
    ['a'],
    [7],
    [{}],
    [{ length: 0 }],
    [['a', 7]],
    [['a', null]],
    [[['a']]],
    [['a\0']],
    [['\uD800']],
    [Array<string>(101).fill('x')],
  ])('rejects %j', (value) => {
    expect(strings.accepts(value)).toBe(false);
  });

  it('never reads a filter value', () => {
    expect(strings.read('a')).toBeUndefined();
  });
});

describe('an attribute of the type object', () => {
  it.each([[{}], [{ a: { b: [1, null] } }]])('accepts %j', (value) => {
    expect(object.accepts(value)).toBe(true);
    expect(JSON.parse(object.write(value))).toEqual(value);
  });

  it.each([[[]], ['{}'], [7], [true]])('rejects %j', (value) => {
    expect(object.accepts(value)).toBe(false);
  });

  it('never reads a filter value', () => {
    expect(object.read('{}')).toBeUndefined();
  });
});
