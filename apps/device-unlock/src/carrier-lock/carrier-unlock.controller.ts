import { Controller, Inject, Param } from '@nestjs/common';
import {
  CarrierUnlockAnswerV1,
  CarrierUnlockRequestV1,
  carrierUnlockStatuses,
  deviceUnlockCommands,
  ExplainedDecisionV1,
  CarrierUnlockRequestAsOfV1,
  type Plain,
  UnlockCodeV1,
} from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import {
  Changes,
  Creates,
  Finds,
  foundDocument,
  listedDocuments,
  Lists,
  oneDocument,
  QueryOf,
  Received,
  Roles,
  untilMoment,
  type AnsweredExecution,
  type DocumentAnswer,
  type DocumentView,
  type HandleCommand,
  type PageAnswer,
  type QueryValues,
  type ReceivedCommand,
} from '@tierline/platform';
import type { CarrierDesk } from './carrier-desk.js';
import { CARRIER_AS_OF, CARRIER_DESK, CARRIER_EXPLANATIONS, CARRIER_VIEW, COMMANDS } from '../parts.js';
import type { AsOf } from '../explanations/as-of.js';
import type { Explain } from '../explanations/explanations.js';
import { requestKey, requestPage } from '../request-queries.js';
import type { CarrierUnlockRequestView } from '../views/carrier-unlock-requests.view.js';

const { requestCarrierUnlock, answerCarrierUnlock, showCode, acknowledgeCode } = deviceUnlockCommands;

const page = requestPage(carrierUnlockStatuses);

/** The desk's door to carrier-unlock requests. */
@Controller('v1/carrier-unlock-requests')
export class CarrierUnlockRequestsController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CARRIER_DESK) private readonly desk: CarrierDesk,
    @Inject(CARRIER_VIEW) private readonly view: DocumentView<CarrierUnlockRequestView>,
    @Inject(CARRIER_EXPLANATIONS) private readonly explain: Explain,
    @Inject(CARRIER_AS_OF) private readonly asOf: AsOf<Plain<CarrierUnlockRequestAsOfV1>>,
  ) {}

  @Creates(requestCarrierUnlock, {
    answer: CarrierUnlockAnswerV1,
    summary: 'Asks for a carrier lock to be taken off, and answers with what is known now (DU-11, DU-12)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  request(@Received() command: ReceivedCommand): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(answerCarrierUnlock, ':requestId/answer', {
    subject: 'requestId',
    answer: CarrierUnlockAnswerV1,
    summary: 'Answers a request that is open with what is known now (DU-11, DU-12)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  answer(@Received() command: ReceivedCommand): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(showCode, ':requestId/code', {
    subject: 'requestId',
    answer: UnlockCodeV1,
    summary: 'Shows the code, to one actor; the answer to a repeated request does not have it (DU-13)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  async showCode(@Received() command: ReceivedCommand): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.code(command, execution) };
  }

  @Changes(acknowledgeCode, ':requestId/code-acknowledgement', {
    subject: 'requestId',
    summary: 'Says that the code was received; it is not shown again (DU-13)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  acknowledgeCode(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Finds(':requestId', { answer: CarrierUnlockRequestV1, parameters: oneDocument, summary: 'One request' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor', 'operations')
  find(
    @Param('requestId') requestId: string,
    @QueryOf() query: QueryValues<typeof oneDocument>,
  ): Promise<DocumentAnswer<CarrierUnlockRequestView>> {
    return foundDocument(this.view, requestId, query['at-least']);
  }

  @Lists(':requestId/explanation', {
    answer: ExplainedDecisionV1,
    parameters: untilMoment,
    summary: 'Every decision of a request, and what would have had to be different; until a moment, if one is given',
  })
  @Roles('supervisor', 'qa-auditor')
  explanation(
    @Param('requestId') requestId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain(requestId, until);
  }

  @Finds(':requestId/state', {
    answer: CarrierUnlockRequestAsOfV1,
    parameters: untilMoment,
    summary: 'How a request stood at a moment, and what was known then: nothing that was reported later',
  })
  @Roles('supervisor', 'qa-auditor')
  stateAsOf(
    @Param('requestId') requestId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<DocumentAnswer> {
    return this.asOf(requestId, until);
  }

  @Lists('', { answer: CarrierUnlockRequestV1, parameters: page, summary: 'Requests, in the order of their ids' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor', 'operations')
  list(
    @QueryOf() { customerId, status, ...query }: QueryValues<typeof page>,
  ): Promise<PageAnswer<CarrierUnlockRequestView>> {
    return listedDocuments(this.view, query, { customerId, status }, requestKey);
  }

  async #answered(command: ReceivedCommand): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.answer(command.subject) };
  }
}
