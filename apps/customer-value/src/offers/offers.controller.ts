import { Controller, Inject, Param } from '@nestjs/common';
import {
  customerDeskCommands,
  ExplainedCustomerDecisionV1,
  offerStatuses,
  OfferV1,
  type AcceptOfferV1,
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
import { COMMANDS, CUSTOMER_DESK, EXPLANATIONS, OFFERS_VIEW } from '../parts.js';
import type { OfferView } from './offers.view.js';

const { makeOffer, discloseForfeiture, consentToForfeiture, acceptOffer, declineOffer } = customerDeskCommands;
const page = { ...pageOfDocuments, status: oneOf(offerStatuses, 'Only offers that stand there') };
type OfOffer = ReceivedCommand<Pick<AcceptOfferV1, 'offerId'>>;
const ofOffer = { ...ofCustomer, fields: ['offerId'], answer: OfferV1 } as const;

/** The desk's door to offers, and to what a customer would lose by them. */
@Controller('v1/customers')
export class OffersController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
    @Inject(OFFERS_VIEW) private readonly view: DocumentView<OfferView>,
    @Inject(EXPLANATIONS) private readonly explain: Explanations,
  ) {}

  @Changes(makeOffer, ':customerId/offers', { ...ofCustomer, answer: OfferV1, summary: 'Offers something (RT-17)' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  make(@Received() command: OfOffer): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(discloseForfeiture, ':customerId/offers/:offerId/disclosure', {
    ...ofOffer,
    summary: 'Says that the customer was told which plan the offer would cost them (CV-19)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  disclose(@Received() command: OfOffer): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(consentToForfeiture, ':customerId/offers/:offerId/consent', {
    ...ofOffer,
    summary: "Takes the customer's consent to losing the plan (CV-19)",
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  consent(@Received() command: OfOffer): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(acceptOffer, ':customerId/offers/:offerId/acceptance', {
    ...ofOffer,
    summary: 'The customer takes the offer; what it forfeits must have been disclosed and consented to (CV-19)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  accept(@Received() command: OfOffer): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Changes(declineOffer, ':customerId/offers/:offerId/refusal', {
    ...ofOffer,
    summary: 'The customer does not take the offer',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  decline(@Received() command: OfOffer): Promise<AnsweredExecution> {
    return this.#answered(command);
  }

  @Lists(':customerId/offers', {
    answer: OfferV1,
    parameters: page,
    summary: 'What a customer was offered, in the order of its ids',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor')
  list(
    @Param('customerId') customerId: string,
    @QueryOf() { status, ...query }: QueryValues<typeof page>,
  ): Promise<PageAnswer<OfferView>> {
    const keyOf = ({ offerId }: OfferView) => partOfCustomer(customerId, offerId);
    return listedDocuments(this.view, query, { customerId, status }, keyOf);
  }

  @Lists(':customerId/offers/:offerId/explanation', {
    answer: ExplainedCustomerDecisionV1,
    parameters: untilMoment,
    summary: 'Every decision on an offer, and what would have had to be different; until a moment, if one is given',
  })
  @Roles('supervisor', 'qa-auditor')
  explanation(
    @Param('customerId') customerId: string,
    @Param('offerId') offerId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain.offer(customerId, offerId, until);
  }

  async #answered(command: OfOffer): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.offer(command.subject, command.data.offerId, execution) };
  }
}
