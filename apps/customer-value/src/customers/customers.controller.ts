import { Controller, Inject } from '@nestjs/common';
import { customerDeskCommands } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { Changes, Received, Roles, type HandleCommand, type ReceivedCommand } from '@tierline/platform';
import { COMMANDS } from '../parts.js';
import { ofCustomer } from './of-customer.js';

/** The desk's door to customers. */
@Controller('v1/customers')
export class CustomersController {
  constructor(@Inject(COMMANDS) private readonly handle: HandleCommand) {}

  @Changes(customerDeskCommands.recordComplaintMade, ':customerId/complaints', {
    ...ofCustomer,
    summary: 'Records a complaint, with the credit that was given for it (CV-06)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  complain(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }
}
