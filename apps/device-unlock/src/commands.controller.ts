import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { CommandsFrom, type HandleCommand, type ReceivedCommand } from '@tierline/platform';
import { COMMANDS } from './parts.js';

const { stores, purchases, retailers, billing, 'retailer-answers': answers } = deviceUnlockTopics.ingress;
const { 'device-status': deviceStatus, 'customer-value': customerValue, internal } = deviceUnlockTopics.ingress;

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

/** The door of the registers of lost, stolen and managed devices on Kafka. */
@Controller()
export class DeviceStatusController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(deviceStatus.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** The door of the register of retailers on Kafka. */
@Controller()
export class RetailersController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(retailers.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** Billing's door on Kafka. */
@Controller()
export class BillingController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(billing.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** What customer value publishes, as it comes in on Kafka. */
@Controller()
export class CustomerValueController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(customerValue.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** The retailers' door on Kafka. */
@Controller()
export class RetailerAnswersController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(answers.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}

/** What the service has told itself, as it comes in on Kafka. */
@Controller()
export class FollowUpsController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @CommandsFrom(internal.topic)
  on(@Payload() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}
