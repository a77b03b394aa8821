import { Controller, Inject } from '@nestjs/common';
import { ConcessionV1, customerDeskCommands, type DecideConcessionV1 } from '@tierline/contracts';
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

const { decideConcession, decideConcessionOtherwise } = customerDeskCommands;
type OfConcession = ReceivedCommand<Pick<DecideConcessionV1, 'concessionId'>>;

/** The desk's door to what can be given at our discretion. */
@Controller('v1/customers')
export class ConcessionsController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
  ) {}

  @Changes(decideConcession, ':customerId/concessions', {
    ...ofCustomer,
    answer: ConcessionV1,
    summary: 'Asks for something at our discretion, within the authority of whoever asks (CV-09, RT-01)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor')
  decide(@Received() command: OfConcession): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(decideConcessionOtherwise, ':customerId/concessions/:concessionId/decision-otherwise', {
    ...ofCustomer,
    fields: ['concessionId'],
    answer: ConcessionV1,
    summary: 'Gives another amount than the policy does, within its bounds and with a reason (CV-09)',
  })
  @Roles('supervisor')
  decideOtherwise(@Received() command: OfConcession): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  async #answered(command: OfConcession): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.concession(command.subject, command.data.concessionId, execution) };
  }
}
