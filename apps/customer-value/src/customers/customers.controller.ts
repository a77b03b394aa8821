import { Controller, Inject, Param } from '@nestjs/common';
import {
  CustomerAsOfV1,
  customerDeskCommands,
  CustomerV1,
  ExplainedValueV1,
  reviewStatuses,
} from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import {
  Changes,
  Finds,
  foundDocument,
  listedDocuments,
  Lists,
  oneDocument,
  oneOf,
  pageOfDocuments,
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
import { COMMANDS, CUSTOMER_PAST, CUSTOMERS_VIEW } from '../parts.js';
import type { CustomerPast } from './customer-past.js';
import type { CustomerView } from './customers.view.js';
import { ofCustomer } from './of-customer.js';

const page = {
  ...pageOfDocuments,
  review: oneOf(reviewStatuses, 'Only customers with a flag that is open, or without'),
};

/** The desk's door to customers. */
@Controller('v1/customers')
export class CustomersController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(CUSTOMERS_VIEW) private readonly view: DocumentView<CustomerView>,
    @Inject(CUSTOMER_PAST) private readonly past: CustomerPast,
  ) {}

  @Changes(customerDeskCommands.recordComplaintMade, ':customerId/complaints', {
    ...ofCustomer,
    summary: 'Records a complaint, with the credit that was given for it (CV-06)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk')
  complain(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Finds(':customerId', { answer: CustomerV1, parameters: oneDocument, summary: 'One customer' })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor', 'operations')
  find(
    @Param('customerId') customerId: string,
    @QueryOf() query: QueryValues<typeof oneDocument>,
  ): Promise<DocumentAnswer<CustomerView>> {
    return foundDocument(this.view, customerId, query['at-least']);
  }

  @Finds(':customerId/state', {
    answer: CustomerAsOfV1,
    parameters: untilMoment,
    summary: 'How a customer stood at a moment, and what was known then: nothing that was told later',
  })
  @Roles('supervisor', 'qa-auditor')
  state(
    @Param('customerId') customerId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<DocumentAnswer> {
    return this.past.state(customerId, until);
  }

  @Finds(':customerId/explanation', {
    answer: ExplainedValueV1,
    parameters: untilMoment,
    summary: 'How the value number of a moment came about, and what would have made it more generous (CV-22)',
  })
  @Roles('supervisor', 'qa-auditor')
  explanation(
    @Param('customerId') customerId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<DocumentAnswer> {
    return this.past.explanation(customerId, until);
  }

  @Lists('', { answer: CustomerV1, parameters: page, summary: 'Customers, in the order of their ids' })
  @Roles('supervisor', 'qa-auditor', 'operations')
  list(@QueryOf() { review, ...query }: QueryValues<typeof page>): Promise<PageAnswer<CustomerView>> {
    return listedDocuments(this.view, query, { review }, ({ customerId }) => customerId);
  }
}
