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

/** Makes a decorator of a parameter that reads with the options of `JsonApiModule.register`. */
export function exchangeParameter(
  read: (exchange: Exchange, options: JsonApiOptions) => unknown,
): ParameterDecorator {
  @Injectable()
  class ExchangePipe implements PipeTransform {
    constructor(@Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions) {}

    transform(exchange: Exchange): unknown {
      return read(exchange, this.options);
    }
  }
  return exchangeOf(ExchangePipe);
}

/**
 * Makes a decorator `@Parameter(definition)`. It describes the subject of the route: a `collection`,
 * one `resource`, a `deletion`, or the identifiers `linked` by a relationship.
 */
export function requestParameter(
  answer: 'collection' | 'resource' | 'deletion' | 'linked',
  read: Read,
): (definition: ResourceDefinition) => ParameterDecorator {
  return (definition) =>
    describing(
      { [answer]: definition },
      exchangeParameter((exchange, options) => read(exchange, definition, options)),
    );
}

const exchangeOf = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest(), reply: http.getResponse() };
});
