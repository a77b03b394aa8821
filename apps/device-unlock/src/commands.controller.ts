import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { CommandsFrom, type HandleCommand, type ReceivedCommand } from '@tierline/platform';
import { COMMANDS } from './parts.js';

const { stores, purchases } = deviceUnlockTopics.ingress;

/** The stores' door on Kafka. */
@Controller()
export class StoresController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(stores.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** The maker's door on Kafka. */
@Controller()
export class PurchasesController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(purchases.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}
