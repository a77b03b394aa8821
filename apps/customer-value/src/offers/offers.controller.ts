import { Controller, Inject } from '@nestjs/common';
import { customerDeskCommands, OfferV1, type AcceptOfferV1 } from '@tierline/contracts';
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

const { makeOffer, discloseForfeiture, consentToForfeiture, acceptOffer, declineOffer } = customerDeskCommands;
type OfOffer = ReceivedCommand<Pick<AcceptOfferV1, 'offerId'>>;
const ofOffer = { ...ofCustomer, fields: ['offerId'], answer: OfferV1 } as const;

/** The desk's door to offers, and to what a customer would lose by them. */
@Controller('v1/customers')
export class OffersController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMER_DESK) private readonly desk: CustomerDesk,
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

  async #answered(command: OfOffer): Promise<AnsweredExecution> {
    const execution = await this.handle(command);
    return { execution, answer: await this.desk.offer(command.subject, command.data.offerId, execution) };
  }
}
