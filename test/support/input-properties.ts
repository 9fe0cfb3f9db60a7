import { createSecretKey } from 'node:crypto';
import * as fc from 'fast-check';
import { DataSource } from 'typeorm';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { PartialType } from '@nestjs/mapped-types';
import { CreateRole } from '../../apps/backoffice/src/roles/create-role.js';
import { roleResource } from '../../apps/backoffice/src/roles/role.resource.js';
import { CreateUser } from '../../apps/backoffice/src/users/create-user.js';
import { User } from '../../apps/backoffice/src/users/user.entity.js';
import { userResource } from '../../apps/backoffice/src/users/user.resource.js';
import {
  JsonApiError,
  ResourceAttributes,
  type ResourceDefinition,
  ResourceIdentifiers,
  ResourceRepository,
} from '#json-api';
import { auditEventResource } from '../../apps/backoffice/src/audit-events/audit-event.resource.js';
import { oauthClientResource } from '../../apps/backoffice/src/oauth-clients/oauth-client.resource.js';
import { readResourceQuery } from '../../libs/json-api/src/query/resource-query.js';
import { queryOf } from './query.js';
import { misplaced } from './error-sources.js';
import {
  MARKERS,
  parameters,
  type Parameter,
  requestDocument,
  soundParameters,
} from './random-requests.js';

/**
 * Properties of every query and every document, without a server. Each property is tested with `runs`
 * random inputs. A failure is reported with the seed that repeats it, and with the smallest input.
 */

const DEFINITIONS: ResourceDefinition[] = [
  userResource,
  roleResource,
  oauthClientResource,
  auditEventResource,
] as never;

const UpdateUser = PartialType(CreateUser);

const OPTIONS = {
  defaultPageSize: 25,
  maxPageSize: 100,
  maxIncluded: 1000,
  cursorKey: createSecretKey(Buffer.alloc(32)),
};

/** Tests that each query is read or rejected with errors 400 that name one of its parameters. */
export async function queriesAreReadOrRejected(runs: number): Promise<void> {
  const input = fc.tuple(fc.constantFrom(...DEFINITIONS), parameters);
  fc.assert(
    fc.property(input, ([definition, given]) => {
      const query = asRecord(given);
      const { errors } = resultOrErrors(() =>
        readResourceQuery(queryOf(query), definition, OPTIONS),
      );
      const names = new Set(Object.keys(query));
      return (
        errors.every(({ status, source }) => status === 400 && source !== undefined) &&
        misplaced(errors, { parameters: names }).length === 0
      );
    }),
    { numRuns: runs },
  );
}

/** Tests that the SQL of a list contains no value of the query and a placeholder for each value. */
export async function valuesAreNoSql(runs: number): Promise<void> {
  const dataSource = new RecordingDataSource({ type: 'postgres', entities: [User] });
  await dataSource.prepare();
  const users = new ResourceRepository(dataSource, userResource);
  await fc.assert(
    fc.asyncProperty(soundParameters, async (given) => {
      const read = resultOrErrors(() =>
        readResourceQuery(queryOf(asRecord(given)), userResource, OPTIONS),
      );
      fc.pre(read.result !== undefined);
      await users.list(read.result);
      return dataSource.statements.splice(0).every(isParametrised);
    }),
    { numRuns: runs },
  );
}

function isParametrised({ text, values }: Statement): boolean {
  const places = new Set(text.match(/\$\d+/g));
  return (
    places.size === values.length &&
    values.every((_, index) => places.has(`$${index + 1}`)) &&
    !MARKERS.some((marker) => text.includes(marker))
  );
}

/** Tests that each document is read or rejected with errors 4xx that point into it. */
export async function documentsAreReadOrRejected(runs: number): Promise<void> {
  const forms = [
    ['users', readerOf(ResourceAttributes(userResource, UpdateUser), { id: '1' })],
    ['roles', readerOf(ResourceAttributes(roleResource, CreateRole), {})],
    ['roles', readerOf(ResourceIdentifiers('roles'), { id: '1' })],
  ] as const;
  const input = fc
    .constantFrom(...forms)
    .chain(([type, read]) => fc.tuple(fc.constant(read), requestDocument(type)));
  await fc.assert(
    fc.asyncProperty(input, async ([read, document]) => {
      const errors = await read(document).then(
        () => [],
        (error: unknown) => resultOrErrors(() => rethrow(error)).errors,
      );
      const missing = misplaced(errors, { document });
      return (
        errors.every(({ status, source }) => status >= 400 && status < 500 && source) &&
        missing.every(({ source }) => MISSING.test((source as { pointer: string }).pointer))
      );
    }),
    { numRuns: runs },
  );
}

/** Matches the pointer to a required member that is missing: it points to the missing member. */
const MISSING = /^\/data\/(?:attributes|relationships)\/\w+$/;

/** Returns the query as Fastify parses it: a repeated parameter has a list of values. */
function asRecord(given: Parameter[]): Record<string, unknown> {
  const query = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of given) {
    query[name] = query[name] === undefined ? value : [query[name], value].flat();
  }
  return query;
}

function rethrow(error: unknown): never {
  throw error;
}

/** Returns the result of `act`, or the errors of its rejection. Other exceptions are thrown again. */
function resultOrErrors<Result>(act: () => Result): {
  result?: Result;
  errors: JsonApiError['errors'];
} {
  try {
    return { result: act(), errors: [] };
  } catch (error) {
    if (error instanceof JsonApiError) return { errors: error.errors };
    throw error;
  }
}

type Factory = (unused: undefined, context: ExecutionContext) => unknown;

/** Returns a function that passes a document to the decorated parameter of a route. */
function readerOf(decorator: ParameterDecorator, params: object) {
  class Controller {
    act(): void {}
  }
  decorator(Controller.prototype, 'act', 0);
  const decorated = Reflect.getMetadata(ROUTE_ARGS_METADATA, Controller, 'act') as object;
  const [{ factory }] = Object.values(decorated) as [{ factory: Factory }];
  return async (body: unknown) => {
    const http = { getRequest: () => ({ method: 'POST', params, body }) };
    return factory(undefined, { switchToHttp: () => http } as never);
  };
}

interface Statement {
  text: string;
  values: unknown[];
}

/** Records statements without a connection; every statement finds no rows. */
class RecordingDataSource extends DataSource {
  readonly statements: Statement[] = [];

  override async query<Rows>(text: string, values: unknown[] = []): Promise<Rows> {
    this.statements.push({ text, values });
    return [] as Rows;
  }

  prepare(): Promise<void> {
    return this.buildMetadatas();
  }
}
