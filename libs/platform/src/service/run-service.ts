import type { Server } from 'node:http';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { Clock } from '@tierline/kernel';
import { createDoorApp } from '../http/door-app.js';
import { installHttpDoor, type HttpDoor, type HttpDoorOptions } from '../http/install.js';
import { bodyLimits } from '../http/json-body.js';
import { oidcVerifier } from '../http/oidc.js';
import type { Log } from '../log.js';
import { systemClock } from './clock.js';
import type { commonSettings } from './common-settings.js';
import { InvalidEnvironment, type Configuration } from './environment.js';
import { startHealthServer, type Health, type HealthServer } from './health.js';
import { createLog, nestLogger } from './logs.js';
import { createMetrics, type Metrics } from './metrics.js';
import type { SettingsTable, ValuesOf } from './settings.js';
import { readableStartError } from './start-error.js';
import { within } from '../within.js';

/** What a service is given to put itself together from. */
export interface ServiceParts<Values> {
  readonly config: Values;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly clock: Clock;
  /** Ends the process: something happened after which it can do nothing useful. */
  readonly fail: (error: unknown) => void;
}

/** A service. */
export interface ServiceOptions<Table extends SettingsTable & typeof commonSettings> {
  readonly name: string;
  readonly configure: () => Configuration<Table>;
  readonly module: (parts: ServiceParts<ValuesOf<Table>>) => DynamicModule | Promise<DynamicModule>;
  /** What its HTTP door does otherwise than every other. */
  readonly http?: Pick<HttpDoorOptions, 'statusOf' | 'epoch'>;
  /** How messages reach its controllers besides HTTP. */
  readonly transports?: (app: INestApplication) => readonly CustomTransportStrategy[];
}

/**
 * Runs a service until it is told to stop by SIGTERM or SIGINT.
 *
 * Stopping: not ready, no new requests, what has begun is ended, then everything is closed; all of it in bounded time.
 * Exit codes: 0 when it was told to stop and did; 1 when it could not start (with one line for each reason), failed, or
 * did not stop in time.
 */
export async function runService<Table extends SettingsTable & typeof commonSettings>(
  options: ServiceOptions<Table>,
): Promise<void> {
  const configuration = configured(options.configure);
  if (!configuration) return;
  const config = configuration.values as ValuesOf<Table> & ValuesOf<typeof commonSettings>;
  const { name } = options;
  const log = createLog({
    level: config.logLevel,
    base: { service: name, replica: config.replica, build: config.build },
  });
  const metrics = createMetrics({ service: name, replica: config.replica });
  const running: Running = { health: undefined, app: undefined, door: undefined };
  const stop = stopping(running, log, config.drainSeconds);
  const fail = (error: unknown) => {
    log.error({ error }, 'the service has failed');
    void stop(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error({ error, event }, 'the service has met an error that nobody handled');
      process.exit(1);
    });
  }
  try {
    running.health = await startHealthServer({ host: config.httpHost, port: config.healthPort }, metrics.registry);
    const module = await options.module({ config, log, metrics, health: running.health, clock: systemClock, fail });
    const app = await createDoorApp(module, nestLogger(log));
    running.app = app;
    running.door = installHttpDoor(app, {
      about: { title: name, version: config.build },
      log,
      metrics,
      clock: systemClock,
      verify: oidcVerifier({ issuer: config.oidcIssuer, audience: config.oidcAudience }),
      body: { ...bodyLimits, size: config.httpBodyBytes },
      rate: { perSecond: config.httpRequestsPerSecond, burst: 2 * config.httpRequestsPerSecond },
      ...options.http,
    });
    for (const strategy of options.transports?.(app) ?? []) app.connectMicroservice({ strategy });
    await app.listen(config.httpPort, config.httpHost);
    await app.startAllMicroservices();
    running.health.started();
    log.info({ http: await app.getUrl(), health: running.health.url }, 'the service has started');
  } catch (error) {
    log.error({ error }, readableStartError(error));
    await stop(1);
  }
}

interface Running {
  health: HealthServer | undefined;
  app: INestApplication | undefined;
  door: HttpDoor | undefined;
}

function configured<Table extends SettingsTable>(configure: () => Configuration<Table>) {
  try {
    const configuration = configure();
    if (!configuration.isToBePrinted) return configuration;
    process.stdout.write(`${configuration.printed}\n`);
  } catch (error) {
    if (!(error instanceof InvalidEnvironment)) throw error;
    process.stderr.write(error.problems.map((problem) => `${problem}\n`).join(''));
    process.exitCode = 1;
  }
  return undefined;
}

/** Stops once, whatever asks how often. The process exits, since what has hung would keep it alive. */
function stopping(running: Running, log: Log, drainSeconds: number): (exitCode: number) => Promise<void> {
  let stopped: Promise<void> | undefined;
  const drain = async () => {
    running.health?.draining();
    if (running.app) await running.door?.drain(running.app.getHttpServer() as Server);
    await running.app?.close();
    await running.health?.close();
  };
  const stopNow = async (exitCode: number) => {
    log.info({ drainSeconds }, 'the service stops');
    try {
      await within(drainSeconds * 1_000, drain());
      log.info({}, 'the service has stopped');
      process.exit(exitCode);
    } catch (error) {
      log.error({ error }, 'the service could not stop as it should');
      process.exit(1);
    }
  };
  return (exitCode) => (stopped ??= stopNow(exitCode));
}
