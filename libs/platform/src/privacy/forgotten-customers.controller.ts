import { Controller, Inject, type Type } from '@nestjs/common';
import type { MessageType } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import { Received } from '../http/received.js';
import { Creates, Roles } from '../http/routes.js';
import type { PersonalData } from './personal-data.js';

/** The name under which Nest hands out what forgets a customer. */
export const FORGET_CUSTOMER = Symbol('forget customer');

interface NamedCustomer {
  readonly customerId: string;
}

/** The door through which a service forgets a customer. @param command of that service's contract */
export function forgottenCustomersController(command: MessageType<NamedCustomer>): Type {
  @Controller('v1/forgotten-customers')
  class ForgottenCustomersController {
    constructor(@Inject(FORGET_CUSTOMER) private readonly forgetCustomer: PersonalData['forget']) {}

    @Creates(command, { summary: 'Makes everything personal of a customer unreadable' })
    @Roles('legal')
    forget(@Received() received: ReceivedCommand<NamedCustomer>): Promise<Execution> {
      return this.forgetCustomer(received, received.data.customerId);
    }
  }
  return ForgottenCustomersController;
}
