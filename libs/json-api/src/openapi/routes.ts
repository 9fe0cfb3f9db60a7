import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import {
  answersOf,
  type Answers,
  descriptionOf,
  type RouteDescription,
} from '../route-description.js';
import { summaryOf } from './summary.js';

/** A route that implements JSON:API, as its controller declares it. */
export interface Route {
  /** The method in lower case. */
  method: string;
  /** `/api/users/{id}` */
  path: string;
  /** The default status of its success. */
  status: number;
  /** `users.list`: stable, and unique in an application. */
  operationId: string;
  summary: string;
  handler: object;
  description: RouteDescription;
  answers?: Answers;
}

/** Returns the routes that Nest has registered, in the order of their controllers. */
export function routesOf(discovery: DiscoveryService, scanner: MetadataScanner): Route[] {
  const controllers = discovery.getControllers().map(({ metatype }) => metatype as Type);
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as object;
    return methodsOf(prototype, scanner).flatMap((name) => {
      const handler = Reflect.get(prototype, name) as object;
      const description = descriptionOf(handler);
      return description ? [routeOf(controller, handler, { name, description })] : [];
    });
  });
}

/** Inherited methods come first, as the routes that a class adds follow those of its base class. */
function methodsOf(prototype: object, scanner: MetadataScanner): string[] {
  const names = scanner.getAllMethodNames(prototype);
  const depthOf = (name: string) => {
    let depth = 0;
    for (let at = prototype; !Object.hasOwn(at, name); at = Object.getPrototypeOf(at) as object) {
      depth += 1;
    }
    return depth;
  };
  return names.toSorted((a, b) => depthOf(b) - depthOf(a));
}

function routeOf(
  controller: Type,
  handler: object,
  { name, description }: { name: string; description: RouteDescription },
): Route {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!;
  const code = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
  const segments = [controller, handler].flatMap((part) =>
    String(Reflect.getMetadata(PATH_METADATA, part)).split('/'),
  );
  const path = `/${segments.filter(Boolean).join('/')}`.replaceAll(/:(\w+)/g, '{$1}');
  const noun = controller.name.replace(/Controller$/, '');
  return {
    method: method.toLowerCase(),
    path,
    status: code ?? (method === 'POST' ? 201 : 200),
    operationId: `${noun.charAt(0).toLowerCase()}${noun.slice(1)}.${name}`,
    summary: summaryOf(name, path),
    handler,
    description,
    answers: answersOf(handler),
  };
}
