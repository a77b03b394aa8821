import { Controller, Inject, Param } from '@nestjs/common';
import {
  concessionDecisions,
  ConcessionV1,
  customerDeskCommands,
  ExplainedCustomerDecisionV1,
  type DecideConcessionV1,
} from '@tierline/contracts';
import {
  Changes,
  listedDocuments,
  Lists,
  oneOf,
  pageOfDocuments,
  QueryOf,
  Received,
  Roles,
  untilMoment,
  type AnsweredExecution,
  type DocumentView,
  type HandleCommand,
  type PageAnswer,
  type QueryValues,
  type ReceivedCommand,
} from '@tierline/platform';
import { ofCustomer } from '../customers/of-customer.js';
import { partOfCustomer } from '../customers/part-of-customer.js';
import type { CustomerDesk } from '../desk.js';
import type { Explanations } from '../explanations.js';
import { COMMANDS, CONCESSIONS_VIEW, CUSTOMER_DESK, EXPLANATIONS } from '../parts.js';
import type { ConcessionView } from './concessions.view.js';

const { decideConcession, decideConcessionOtherwise } = customerDeskCommands;
const page = { ...pageOfDocuments, decision: oneOf(concessionDecisions, 'Only concessions that were decided so') };
type OfConcession = ReceivedCommand<Pick<DecideConcessionV1, 'concessionId'>>;

/** The desk's door to what can be given at our discretion. */
@Controller('v1/customers')
export class ConcessionsController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
    @Inject(CONCESSIONS_VIEW) private readonly view: DocumentView<ConcessionView>,
    @Inject(EXPLANATIONS) private readonly explain: Explanations,
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

  @Lists(':customerId/concessions', {
    answer: ConcessionV1,
    parameters: page,
    summary: 'What a customer has asked for at our discretion, in the order of its ids',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'qa-auditor')
  list(
    @Param('customerId') customerId: string,
    @QueryOf() { decision, ...query }: QueryValues<typeof page>,
  ): Promise<PageAnswer<ConcessionView>> {
    const keyOf = ({ concessionId }: ConcessionView) => partOfCustomer(customerId, concessionId);
    return listedDocuments(this.view, query, { customerId, decision }, keyOf);
  }

  @Lists(':customerId/concessions/:concessionId/explanation', {
    answer: ExplainedCustomerDecisionV1,
    parameters: untilMoment,
    summary: 'Every decision on a concession, and what would have had to be different; until a moment, if one is given',
  })
  @Roles('supervisor', 'qa-auditor')
  explanation(
    @Param('customerId') customerId: string,
    @Param('concessionId') concessionId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain.concession(customerId, concessionId, until);
  }

  async #answered(command: OfConcession): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.concession(command.subject, command.data.concessionId, execution) };
  }
}
