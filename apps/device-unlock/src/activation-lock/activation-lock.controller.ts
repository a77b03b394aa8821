import { Controller, Inject, Param } from '@nestjs/common';
import {
  ActivationLockRequestV1,
  activationLockStatuses,
  deviceUnlockCommands,
  ExplainedDecisionV1,
  ActivationLockRequestAsOfV1,
  type Plain,
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
  type DocumentAnswer,
  type DocumentView,
  type HandleCommand,
  type PageAnswer,
  type QueryValues,
  type ReceivedCommand,
} from '@tierline/platform';
import { ACTIVATION_AS_OF, ACTIVATION_EXPLANATIONS, COMMANDS, REQUESTS_VIEW } from '../parts.js';
import type { AsOf } from '../explanations/as-of.js';
import type { Explain } from '../explanations/explanations.js';
import { requestKey, requestPage } from '../request-queries.js';
import type { ActivationLockRequestView } from '../views/activation-lock-requests.view.js';

const { requestActivationUnlock, answerCredentials, submitProof, consentToErasure, removeActivationLock } =
  deviceUnlockCommands;

const page = requestPage(activationLockStatuses);

/** The desk's door to activation-lock requests. */
@Controller('v1/activation-lock-requests')
export class ActivationLockRequestsController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(REQUESTS_VIEW) private readonly view: DocumentView<ActivationLockRequestView>,
    @Inject(ACTIVATION_EXPLANATIONS) private readonly explain: Explain,
    @Inject(ACTIVATION_AS_OF) private readonly asOf: AsOf<Plain<ActivationLockRequestAsOfV1>>,
  ) {}

  @Creates(requestActivationUnlock, { summary: 'Asks for an activation lock to be taken off (DU-01)' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  request(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Changes(answerCredentials, ':requestId/credentials', {
    subject: 'requestId',
    summary: "Says whether the customer knows the account's credentials (DU-02)",
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  answerCredentials(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Changes(submitProof, ':requestId/proofs', { subject: 'requestId', summary: 'Puts a proof forward (DU-03, DU-04)' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  submitProof(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Changes(consentToErasure, ':requestId/erasure-consent', {
    subject: 'requestId',
    summary: "Takes the customer's consent to the erasure (DU-10)",
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  consentToErasure(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Changes(removeActivationLock, ':requestId/removal', {
    subject: 'requestId',
    summary: 'Takes the activation lock off, which erases the device (DU-10)',
  })
  @Roles('tier2-agent', 'supervisor', 'store-clerk')
  remove(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Finds(':requestId', { answer: ActivationLockRequestV1, parameters: oneDocument, summary: 'One request' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor', 'operations')
  find(
    @Param('requestId') requestId: string,
    @QueryOf() query: QueryValues<typeof oneDocument>,
  ): Promise<DocumentAnswer<ActivationLockRequestView>> {
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
    answer: ActivationLockRequestAsOfV1,
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

  @Lists('', { answer: ActivationLockRequestV1, parameters: page, summary: 'Requests, in the order of their ids' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor', 'operations')
  list(
    @QueryOf() { customerId, status, ...query }: QueryValues<typeof page>,
  ): Promise<PageAnswer<ActivationLockRequestView>> {
    return listedDocuments(this.view, query, { customerId, status }, requestKey);
  }
}
