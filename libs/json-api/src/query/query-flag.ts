import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { describing } from '../route-description.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';

/**
 * `@QueryFlag('forceRetirement') force: boolean`, for a route whose only query parameter is this
 * one: true for `forceRetirement=true`, false without the parameter.
 *
 * All other values are rejected, so that `=false` and `=1` are not misread. The name needs a letter
 * that is not lower case, as jsonapi.org 1.1 requires for parameters that it does not define
 * ("Implementation-Specific Query Parameters").
 */
export function QueryFlag(name: string): ParameterDecorator {
  if (!/^[a-z]+[A-Z][a-zA-Z]*$/.test(name))
    throw new Error(`${name} is not a valid name for a flag`);
  const decorate = targetOf({
    transform(target: string): boolean {
      const parameters = new QueryParameters(QueryString.of(target));
      const flag = readFlag(parameters, name);
      parameters.finish([name]);
      return flag;
    },
  });
  return describing({ flags: [name] }, decorate);
}

/** Reads a parameter that is either `true` or left out. */
export function readFlag(parameters: QueryParameters, name: string): boolean {
  const value = parameters.read(name);
  if (value !== undefined && value !== 'true') {
    parameters.reject(name, `${name} must be true, or left out`);
  }
  return value === 'true';
}

const targetOf = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().url,
);
