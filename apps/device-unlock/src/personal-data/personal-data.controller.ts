import { Controller, Inject } from '@nestjs/common';
import { personalDataCommands, type ForgetCustomerV1 } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import {
  Changes,
  Creates,
  Received,
  Roles,
  type Disclosure,
  type PersonalData,
  type ReceivedCommand,
} from '@tierline/platform';
import { PERSONAL_DATA, REMARKS } from '../parts.js';

/** The door for whoever may see, or must erase, what is kept of customers. */
@Controller('v1')
export class PersonalDataController {
  constructor(@Inject(REMARKS) private readonly disclose: (command: ReceivedCommand) => Promise<Disclosure>) {}

  @Changes(personalDataCommands.readRemark, 'activation-lock-requests/:requestId/remark-readings', {
    subject: 'requestId',
    summary: 'Shows what the agent noted; every showing is recorded',
  })
  @Roles('supervisor', 'qa-auditor')
  readRemark(@Received() command: ReceivedCommand): Promise<Disclosure> {
    return this.disclose(command);
  }
}

/** The door through which a customer is forgotten. */
@Controller('v1/forgotten-customers')
export class ForgottenCustomersController {
  constructor(@Inject(PERSONAL_DATA) private readonly personal: Pick<PersonalData, 'forget'>) {}

  @Creates(personalDataCommands.forgetCustomer, { summary: 'Makes everything personal of a customer unreadable' })
  @Roles('legal')
  forget(@Received() command: ReceivedCommand<ForgetCustomerV1>): Promise<Execution> {
    return this.personal.forget(command, command.data.customerId);
  }
}
