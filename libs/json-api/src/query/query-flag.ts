import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { describing } from '../route-description.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';

/**
 * `@QueryFlag('forceRetirement') force: boolean`, for a route that takes this
 * query parameter and no other: true for `forceRetirement=true`, false without it.
 *
 * Any other value is refused, so that `=false` and `=1` are not taken for what
 * they are not. The name needs a letter that is not lower case, as jsonapi.org
 * 1.1 wants of all that is not its own ("Implementation-Specific Query Parameters").
 */
export function QueryFlag(name: string): ParameterDecorator {
  if (!/^[a-z]+[A-Z][a-zA-Z]*$/.test(name)) throw new Error(`${name} is no name for a flag`);
  const decorate = targetOf({
    transform(target: string): boolean {
      const parameters = new QueryParameters(QueryString.of(target));
      const value = parameters.read(name);
      if (value !== undefined && value !== 'true') {
        parameters.refuse(name, `${name} must be true, or left out`);
      }
      parameters.finish([name]);
      return value === 'true';
    },
  });
  return describing({ flags: [name] }, decorate);
}

const targetOf = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().url,
);
