import 'reflect-metadata';
import { applyDecorators, Get, HttpCode, Post, SetMetadata } from '@nestjs/common';
import type { MessageType, Role } from '@tierline/contracts';
import type { QueryParameters } from './query-parameters.js';

/** A route that takes a command. */
export interface CommandRoute {
  readonly kind: 'command';
  readonly message: MessageType;
  /** The parameter of the path that names the aggregate; nothing for a command that makes one. */
  readonly subject?: string;
  /** Whether another system has named the aggregate: its id need not be a UUID then. */
  readonly isNamedElsewhere?: boolean;
  /** Further parameters of the path: each is the command's field of that name, which the body then has no more. */
  readonly fields?: readonly string[];
  /** The class of what the answer tells besides how the command ended; the handler returns an `AnsweredExecution` then. */
  readonly answer?: new () => object;
  readonly summary: string;
}

/** A route that answers a question. */
export interface QueryRoute {
  readonly kind: 'query';
  /** The class of the answer, or of each item of a page. */
  readonly answer: new () => object;
  readonly isPage: boolean;
  readonly parameters: QueryParameters;
  readonly summary: string;
}

/** What is declared beside the handler of a route. */
export type RouteDeclaration = CommandRoute | QueryRoute;

const ROUTE = 'tierline:route';
const ROLES = 'tierline:roles';

type Told = Pick<CommandRoute, 'summary' | 'answer'>;
type OnSubject = Told & { readonly subject: string } & Pick<CommandRoute, 'isNamedElsewhere' | 'fields'>;

/** `POST` on a collection: a command that makes an aggregate, whose id derives from the command's. */
export const Creates = (message: MessageType, options: Told): MethodDecorator =>
  applyDecorators(Post(), HttpCode(201), declare({ kind: 'command', message, ...options }));

/**
 * `POST` of a command on an aggregate.
 *
 * @param path below the controller's, with a parameter for the id of the aggregate, as `:requestId/proofs`
 * @param options.subject the name of that parameter, without the colon
 * @param options.fields further parameters that are fields of the command, as `offerId` of `:customerId/offers/:offerId/consent`
 */
export const Changes = (message: MessageType, path: string, options: OnSubject): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), declare({ kind: 'command', message, ...options }));

/** What is said of a route that answers a question. */
export type QueryOptions = Pick<QueryRoute, 'answer' | 'summary'> & { readonly parameters?: QueryParameters };

/** `GET` of one document. The handler returns a `DocumentAnswer`, or nothing, which is answered 404. */
export const Finds = (path: string, { answer, summary, parameters = {} }: QueryOptions): MethodDecorator =>
  applyDecorators(Get(path), declare({ kind: 'query', answer, isPage: false, parameters, summary }));

/** `GET` of a page of documents. The handler returns a `PageAnswer`. */
export const Lists = (path: string, { answer, summary, parameters = {} }: QueryOptions): MethodDecorator =>
  applyDecorators(Get(path), declare({ kind: 'query', answer, isPage: true, parameters, summary }));

/** Who may use a route: a caller acts in the first of these roles that the token carries. */
export const Roles = (first: Role, ...others: Role[]): MethodDecorator => SetMetadata(ROLES, [first, ...others]);

/** @returns nothing for a handler without a declaration */
export const declarationOf = (handler: object): RouteDeclaration | undefined =>
  Reflect.getMetadata(ROUTE, handler) as RouteDeclaration | undefined;

/** The roles that a handler was declared for; none for a handler without a declaration. */
export const rolesOf = (handler: object): readonly Role[] =>
  (Reflect.getMetadata(ROLES, handler) as readonly Role[] | undefined) ?? [];

const declare = (route: RouteDeclaration) => SetMetadata(ROUTE, route);
