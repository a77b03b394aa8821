import { Controller, Inject, Param } from '@nestjs/common';
import { customerDeskCommands, ExplainedCustomerDecisionV1, TerminationFeeQuoteV1 } from '@tierline/contracts';
import {
  Changes,
  Lists,
  QueryOf,
  Received,
  Roles,
  untilMoment,
  type AnsweredExecution,
  type HandleCommand,
  type PageAnswer,
  type QueryValues,
  type ReceivedCommand,
} from '@tierline/platform';
import { ofCustomer } from '../customers/of-customer.js';
import type { CustomerDesk } from '../desk.js';
import type { Explanations } from '../explanations.js';
import { COMMANDS, CUSTOMER_DESK, EXPLANATIONS } from '../parts.js';

/** The desk's door to early-termination fees. */
@Controller('v1/customers')
export class TerminationFeesController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
    @Inject(EXPLANATIONS) private readonly explain: Explanations,
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

  @Lists(':customerId/termination-fee-quotes/:quoteId/explanation', {
    answer: ExplainedCustomerDecisionV1,
    parameters: untilMoment,
    summary: 'How a fee came about, and from when on it would be less; nothing while it was not quoted yet',
  })
  @Roles('supervisor', 'qa-auditor')
  explanation(
    @Param('customerId') customerId: string,
    @Param('quoteId') quoteId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain.quote(customerId, quoteId, until);
  }
}
