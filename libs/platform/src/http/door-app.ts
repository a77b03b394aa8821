import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule, INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { nestOptions } from '../service/nest-options.js';
import { contextOf } from './request-context.js';

/** Makes an application to put the door before. */
export const createDoorApp = (
  module: Type | DynamicModule,
  logger: NonNullable<NestApplicationOptions['logger']>,
): Promise<INestApplication> => NestFactory.create(module, new DoorAdapter(), nestOptions({ logger }));

/** Whether a door can be put before an application: any other would send what a handler returns as it is, a refusal as a yes. */
export const isDoorApp = (app: INestApplication): boolean => app.getHttpAdapter() instanceof DoorAdapter;

/** Nest's way to Express, on which the door makes an answer of what a handler returns. */
class DoorAdapter extends ExpressAdapter {
  /** @throws {ProblemError} for a result that is not a yes */
  override reply(response: ServerResponse<IncomingMessage>, result: unknown, status?: number): void {
    const { replyTo } = contextOf(response.req);
    if (!replyTo) throw new Error('a handler has returned to a request that nobody has read');
    const { headers, body } = replyTo(result);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    super.reply(response, body, status);
  }
}
