import {
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { describing } from '../route-description.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** A request and its reply, from which a parameter of a route is made. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type Read = (
  exchange: Exchange,
  definition: ResourceDefinition,
  options: JsonApiOptions,
) => unknown;

/**
 * Makes a decorator `@Parameter(definition)` that reads with the options of
 * `JsonApiModule.register`. It describes the subject of the route: a `collection`, one `resource`,
 * a `deletion`, or the identifiers `linked` by a relationship.
 */
export function requestParameter(
  answer: 'collection' | 'resource' | 'deletion' | 'linked',
  read: Read,
): (definition: ResourceDefinition) => ParameterDecorator {
  return (definition) => {
    @Injectable()
    class RequestParameterPipe implements PipeTransform {
      constructor(@Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions) {}

      transform(exchange: Exchange): unknown {
        return read(exchange, definition, this.options);
      }
    }
    return describing({ [answer]: definition }, exchangeOf(RequestParameterPipe));
  };
}

const exchangeOf = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest(), reply: http.getResponse() };
});
