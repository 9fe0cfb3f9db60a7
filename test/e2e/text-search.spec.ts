import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf } from '../support/json-api.js';
import type { Answer } from '../support/requests.js';

/** Names in scripts that an index of trigrams alone does not find. */
const NAMES = [
  '山田 太郎',
  '李 明',
  '김 민준',
  'शर्मा प्रिया',
  'கண்ணன் ரவி',
  'แก้ว น้ำ',
  'Ли Андрей',
  'Łu Åse',
  'Smith Ann',
];

const FINDABLE =
  'three letters or digits in a row, or two characters in a row of which one is not ASCII';
const START = 'the value must have a letter, a digit or a character beyond ASCII';

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  await applications.database.query(
    `INSERT INTO customer_users (email, last_name, first_name)
     SELECT 'person' || n || '@example.com', split_part(name, ' ', 1), split_part(name, ' ', 2)
     FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n)`,
    [NAMES],
  );
  api = await apiOf(applications.backoffice, 'customer-users:read');
});
afterAll(async () => applications.stop());

interface Person {
  attributes: { firstName: string; lastName: string };
}

async function get(query: Record<string, string>): Promise<Answer> {
  return api.get(`/api/customer-users?${new URLSearchParams(query).toString()}`);
}

function names({ data }: { data: Person[] }): string[] {
  return data.map(({ attributes: { firstName, lastName } }) => `${lastName} ${firstName}`);
}

describe('a search', () => {
  it.each([
    ['山田', '山田 太郎'],
    ['太郎 山田', '山田 太郎'],
    ['민준', '김 민준'],
    ['शर्मा', 'शर्मा प्रिया'],
    ['र्म', 'शर्मा प्रिया'],
    ['கண்', 'கண்ணன் ரவி'],
    ['แก้ว', 'แก้ว น้ำ'],
    ['น้ำ', 'แก้ว น้ำ'],
    ['ЛИ', 'Ли Андрей'],
    ['åSE', 'Łu Åse'],
    ['łu', 'Łu Åse'],
    ['ndre андрей', undefined],
    ['person9 smith', 'Smith Ann'],
    ['山本', undefined],
  ])('for %s finds %s', async (search, name) => {
    const { status, body } = await get({ 'filter[search]': search });
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    expect(names(body)).toEqual(name === undefined ? [] : [name]);
  });

  it.each(['ab', '山', 'a-b', '. .'])('for %j is rejected: too short', async (search) => {
    const { status, body } = await get({ 'filter[search]': search });
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [
        expect.objectContaining({
          code: 'invalid_parameter',
          detail: `a word must have ${FINDABLE}`,
          source: { parameter: 'filter[search]' },
        }),
      ],
    });
  });
});

describe('a filter for a part of a text', () => {
  it.each([
    ['filter[lastName][contains]', '山田', ['山田 太郎']],
    ['filter[lastName][contains]', 'ண்ண', ['கண்ணன் ரவி']],
    ['filter[lastName][ends-with]', 'ணன்', ['கண்ணன் ரவி']],
    ['filter[lastName][starts-with]', '山', ['山田 太郎']],
    ['filter[lastName][starts-with]', '田', []],
    ['filter[lastName][starts-with]', 'แ', ['แก้ว น้ำ']],
    ['filter[firstName][ends-with]', 'ரவி', ['கண்ணன் ரவி']],
    ['filter[firstName][ends-with]', 'ர', `the value must have ${FINDABLE}`],
    ['filter[lastName][contains]', '山', `the value must have ${FINDABLE}`],
    ['filter[lastName][starts-with]', '-', START],
  ])('%s=%s', async (parameter, value, expected) => {
    const { body } = await get({ [parameter]: value });
    expect(body.errors?.[0].detail ?? names(body)).toEqual(expected);
  });
});
