import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Role } from '@tierline/contracts';
import { declarationOf, rolesOf, type RouteDeclaration } from './routes.js';

/** One route of a service: what it serves, and to whom. */
export interface Route {
  /** Controller and method of its handler: `LampController.install`. */
  readonly handler: string;
  readonly method: string;
  /** As Express writes it: `/activation-lock-requests/:requestId/proofs`. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly declaration: RouteDeclaration;
}

/** Routes that nothing is said of: neither what they take nor who may use them. */
export class UndeclaredRoutes extends Error {
  override readonly name = 'UndeclaredRoutes';
  constructor(readonly handlers: readonly string[]) {
    super(`declare with @Creates, @Changes, @Finds or @Lists, and with @Roles: ${handlers.join(', ')}`);
  }
}

/**
 * All routes of an application, in the order of their declaration.
 *
 * @throws {UndeclaredRoutes} naming every handler without a declaration or without roles
 */
export function routesOf(app: INestApplication): readonly Route[] {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const classes = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  return routesOfControllers(classes.filter((each): each is Type<unknown> => each !== null));
}

/**
 * All routes of controllers, in the order of their declaration: what an application that has them serves.
 *
 * @throws {UndeclaredRoutes} naming every handler without a declaration or without roles
 */
export function routesOfControllers(controllers: readonly Type<unknown>[]): readonly Route[] {
  const found = controllers.flatMap(handlersOf);
  const undeclared = found.filter(({ declaration, roles }) => !declaration || roles.length === 0);
  if (undeclared.length > 0) throw new UndeclaredRoutes(undeclared.map(({ name }) => name));
  return found.flatMap(({ name, method, path, roles, declaration }) =>
    declaration ? [{ handler: name, method, path, roles, declaration }] : [],
  );
}

/** The methods that a table of routes serves at a path. */
export function methodsAt(routes: readonly Route[], path: string): readonly string[] {
  const methods = routes.filter((route) => patternOf(route.path).test(path)).map(({ method }) => method);
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)];
}

function handlersOf(controller: Type<unknown>) {
  const prototype = controller.prototype as Record<string, object>;
  const base = pathsOf(controller);
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const verb = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || verb === undefined) return [];
    const found = { name: `${controller.name}.${name}`, roles: rolesOf(handler), declaration: declarationOf(handler) };
    return base.flatMap((start) =>
      pathsOf(handler).map((end) => ({ ...found, method: RequestMethod[verb], path: joined(start, end) })),
    );
  });
}

function pathsOf(target: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return [paths ?? ''].flat();
}

const joined = (...parts: readonly string[]) =>
  `/${parts.flatMap((part) => part.split('/').filter((segment) => segment !== '')).join('/')}`;

const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i');
