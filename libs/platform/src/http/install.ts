import type { Server, ServerResponse } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { Clock } from '@tierline/kernel';
import type { Log } from '../log.js';
import type { Metrics } from '../service/metrics.js';
import { arrival, type Middleware } from './arrival.js';
import { authGuard } from './auth-guard.js';
import { isDoorApp } from './door-app.js';
import { documentation } from './documentation.js';
import { inFlight } from './in-flight.js';
import { bodyLimits, type BodyLimits } from './json-body.js';
import type { Verify } from './oidc.js';
import { openApiDocument } from './openapi.js';
import { ProblemFilter } from './problem-filter.js';
import { rateLimit, rateLimiter, type RateLimit } from './rate-limit.js';
import { requestMetrics } from './request-metrics.js';
import { routeGuard } from './route-guard.js';
import { methodsAt, routesOf } from './route-table.js';

/** How a service's HTTP door behaves. */
export interface HttpDoorOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly verify: Verify;
  /** The status of a refusal by its reason; 409 for a reason that is not named. */
  readonly statusOf?: Readonly<Partial<Record<string, number>>>;
  /** The epoch of the store, as position tokens carry it. */
  readonly epoch?: () => number;
  readonly body?: BodyLimits;
  readonly rate?: RateLimit;
  readonly metrics?: Metrics;
  /** What the documentation calls the service, and which version of it. */
  readonly about: { readonly title: string; readonly version: string };
}

/** The door of a running service. */
export interface HttpDoor {
  /** Takes no connection any more, and waits until every request that came is answered. */
  readonly drain: (server: Server) => Promise<void>;
}

const FIRST_EPOCH = 0;

/**
 * Puts the door before an application's controllers. To be called before the application is initialised.
 *
 * @param app that `createDoorApp` has made
 * @throws {TypeError} for another one, which would not answer as the door does
 * @throws {UndeclaredRoutes} when a route does not say what it takes, or who may use it
 */
export function installHttpDoor(app: INestApplication, options: HttpDoorOptions): HttpDoor {
  const {
    about,
    log,
    clock,
    verify,
    metrics,
    statusOf = {},
    epoch = () => FIRST_EPOCH,
    body = bodyLimits,
    rate = rateLimit,
  } = options;
  if (!isDoorApp(app)) throw new TypeError('app: only what createDoorApp has made can have a door');
  const routes = routesOf(app);
  const express = app.getHttpAdapter().getInstance() as Express;
  express.disable('x-powered-by');
  // An entity tag is the revision of a state, and never one that Express makes of the bytes.
  express.set('etag', false);
  const requests = inFlight();
  const measures = metrics ? [requestMetrics(metrics)] : [];
  const documents = documentation(openApiDocument(routes, { ...about, statusOf }));
  app.use(requests.middleware, safeHeaders, ...measures, arrival(clock), documents);
  const take = rateLimiter(rate, () => performance.now());
  app.useGlobalGuards(authGuard(verify, take), routeGuard({ statusOf, epoch }, body));
  app.useGlobalFilters(new ProblemFilter(log, (path) => methodsAt(routes, path)));
  limitTimes(app.getHttpServer() as Server);
  return { drain: requests.drain };
}

interface Express {
  disable(setting: string): void;
  set(setting: string, value: unknown): void;
}

/** What a client may take its time for, in milliseconds. */
const TIMES = { headers: 10_000, request: 30_000, idle: 5_000 };

function limitTimes(server: Server): void {
  server.headersTimeout = TIMES.headers;
  server.requestTimeout = TIMES.request;
  server.keepAliveTimeout = TIMES.idle;
}

const safeHeaders: Middleware = (_, response: ServerResponse, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Cache-Control', 'no-store');
  next();
};
