import type { INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';

class BenchModule {}

/** Starts an application of one controller that listens to one transport. */
export async function listening(controller: Type, transport: MicroserviceOptions): Promise<INestMicroservice> {
  const app = await NestFactory.createMicroservice(
    { module: BenchModule, controllers: [controller] },
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class and exports none
    { ...transport, logger: false },
  );
  await app.listen();
  return app;
}
