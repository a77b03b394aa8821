import { once } from 'node:events';
import { Controller, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { DocumentAnswer } from '../../http/query-answer.js';
import { Finds, Roles } from '../../http/routes.js';
import { LampV1 } from '../../http/testing/lamps.js';
import { runService, type ServiceParts } from '../run-service.js';
import { configure, type Config } from './config.js';

// A service for specs. It tells on standard output what happens to it, and goes on when a line comes on standard input.
const tell = (text: string) => process.stdout.write(`${JSON.stringify({ told: text })}\n`);

@Controller('lamps')
class LampController {
  @Finds('slow', { answer: LampV1, summary: 'A lamp that takes its time' })
  @Roles('tier1-agent')
  async slow(): Promise<DocumentAnswer> {
    tell('a request waits');
    await once(process.stdin, 'data');
    return { document: { id: 'slow' }, freshness: { position: undefined, asOf: undefined } };
  }
}

class Closing implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> | undefined {
    tell('the store is closed');
    return trouble === 'hangs' ? new Promise(() => undefined) : undefined;
  }
}

class Messages extends Server implements CustomTransportStrategy {
  listen(callback: () => void): void {
    tell('messages are taken');
    callback();
  }
  close(): void {
    tell('messages are no longer taken');
  }
  on(): void {
    throw new Error('nobody asks for its events');
  }
  unwrap<Never>(): Never {
    throw new Error('there is nothing in it');
  }
}

let trouble = 'nothing';

@Module({})
class LampModule {
  static with({ config, health, fail }: ServiceParts<Config>): DynamicModule {
    trouble = config.trouble;
    if (trouble === 'not made') throw new Error('there is no electricity');
    if (trouble === 'fails') process.stdin.once('data', () => fail(new Error('the bulb is dead')));
    if (trouble === 'unhandled') process.stdin.once('data', () => void Promise.reject(new Error('a spark')));
    health.ready({ lamps: () => (config.lamps < 9 ? undefined : 'too many lamps') });
    return { module: LampModule, controllers: [LampController], providers: [Closing] };
  }
}

await runService({
  name: 'lamps',
  configure,
  module: (parts) => LampModule.with(parts),
  transports: () => [new Messages()],
});
