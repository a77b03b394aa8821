import { Controller, Inject } from '@nestjs/common';
import { customerDeskCommands, TerminationFeeQuoteV1 } from '@tierline/contracts';
import {
  Changes,
  Received,
  Roles,
  type AnsweredExecution,
  type HandleCommand,
  type ReceivedCommand,
} from '@tierline/platform';
import { ofCustomer } from '../customers/of-customer.js';
import type { CustomerDesk } from '../desk.js';
import { COMMANDS, CUSTOMER_DESK } from '../parts.js';

/** The desk's door to early-termination fees. */
@Controller('v1/customers')
export class TerminationFeesController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
  ) {}

  @Changes(customerDeskCommands.quoteTerminationFee, ':customerId/termination-fee-quotes', {
    ...ofCustomer,
    answer: TerminationFeeQuoteV1,
    summary: 'Quotes what it would cost to end the commitment of a line today (CV-13 to CV-18)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  async quote(@Received() command: ReceivedCommand): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.quote(command.subject, execution) };
  }
}
