import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMigrations } from './find-migrations.js';

/** Databases have run these migrations in this order. Add a migration here with its release. */
const RELEASED = `
  OAuthClients1795392000000
  SigningKeys1795392000001
  Users1795392000002
  Once1795392000003
  ClientAdministration1795392000004
  AuditEvents1795392000005
  RevokedTokens1795392000006
  ClientKeys1795392000007
  Roles1795392000008
  KeyLifeCycle1795392000009
  RevokedTokenResources1795392000010
  Customers1795392000011
  IdempotentRequests1795392000012
  Changes1795392000013
  SigningKeyAuthentication1795392000020
  LastingRevocations1795392000025
  BoundedTexts1795392000026
  UsedProofsStay1795392000027
  CustomerBoundary1795392000030
  ForgottenAnswers1795392000060
  AuditRetention1795392000061
  AuditEventSize1795392000064
  FullNotificationQueue1795392000065
  DeclaredClients1795392000070
  ClientLimits1795392000071
  Collation1795392000080
  NormalTexts1795392000081
  TextPairs1795392000082
  LastingEnds1795392000083
  BoundedTimes1795392000084
  BoundedAnswers1795392000085
  ShapedDocuments1795392000086
  BoundedCountsAndLists1795392000087
  BoundedRowsOfOne1795392000088
  CountedRows1795392000089
  SealedAuditEvents1795392000095
  ComparedOwners1795392000096
  IndexedAttributes1795392000097
  EventsSealedTogether1795392000101
`.match(/\S+/g)!;

const FIRST = '1895392000000';
const SECOND = '1895392000001';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'migrations-'));
  await Promise.all(
    ['apps/shop/src/price-lists', 'libs/stock/src/migrations'].map((folder) =>
      mkdir(join(root, folder), { recursive: true }),
    ),
  );
});
afterEach(async () => rm(root, { recursive: true }));

const write = async (path: string, text: string) => writeFile(join(root, path), text);
const find = async () => findMigrations(pathToFileURL(`${root}/`));

describe('the migrations', () => {
  it('begin with all released ones, in the order in which they were released', async () => {
    const names = (await findMigrations()).map(({ name }) => name);
    expect(names.slice(0, RELEASED.length)).toEqual(RELEASED);
  });

  it('have timestamps of their own, which order them', async () => {
    const names = (await findMigrations()).map(({ name }) => name);
    const timestamps = names.map((name) => name.slice(-13));
    expect(timestamps).toEqual([...new Set(timestamps)].toSorted());
  });

  it('are found in libs and applications, and ordered by timestamp across folders', async () => {
    await write(`libs/stock/src/migrations/${SECOND}-stock.js`, `export class Stock${SECOND} {}`);
    await write(
      `apps/shop/src/price-lists/${FIRST}-price-lists.js`,
      `export const TABLE = 'price_lists'; export function of() {} export class PriceLists${FIRST} {}`,
    );
    await write('apps/shop/src/price-lists/price-list.entity.js', 'throw new Error()');

    expect((await find()).map(({ name }) => name)).toEqual([
      `PriceLists${FIRST}`,
      `Stock${SECOND}`,
    ]);
  });

  it('are found in files named by the TypeORM CLI, and not in other outputs of the compiler', async () => {
    const folder = 'libs/stock/src/migrations';
    await write(`${folder}/${FIRST}-StockLevels.js`, `export class StockLevels${FIRST} {}`);
    for (const ending of ['d.ts', 'js.map', 'spec.js']) {
      await write(`${folder}/${FIRST}-StockLevels.${ending}`, 'throw new Error()');
    }
    expect((await find()).map(({ name }) => name)).toEqual([`StockLevels${FIRST}`]);
  });

  it('are not found in a file whose class has another timestamp', async () => {
    await write(`libs/stock/src/migrations/${FIRST}-stock.js`, `export class Stock${SECOND} {}`);
    await expect(find()).rejects.toThrow(
      `libs/stock/src/migrations/${FIRST}-stock.js exports no class whose name ends with ${FIRST}`,
    );
  });
});
