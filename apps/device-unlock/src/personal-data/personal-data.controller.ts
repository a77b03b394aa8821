import { Controller, Inject } from '@nestjs/common';
import { personalDataCommands } from '@tierline/contracts';
import { Changes, Received, Roles, type Disclosure, type ReceivedCommand } from '@tierline/platform';
import { REMARKS } from '../parts.js';

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
