import { Controller, Inject, Param } from '@nestjs/common';
import { entitlementDecisions, EntitlementV1, ExplainedCustomerDecisionV1 } from '@tierline/contracts';
import {
  listedDocuments,
  Lists,
  oneOf,
  pageOfDocuments,
  QueryOf,
  Roles,
  untilMoment,
  type DocumentView,
  type PageAnswer,
  type QueryValues,
} from '@tierline/platform';
import type { Explanations } from '../explanations.js';
import { ENTITLEMENTS_VIEW, EXPLANATIONS } from '../parts.js';
import { entitlementKey, type EntitlementView } from './entitlements.view.js';

const page = { ...pageOfDocuments, decision: oneOf(entitlementDecisions, 'Only entitlements that were decided so') };

/** The desk's door to what customers are entitled to. Nobody asks for it there: it is claimed when its grounds turn up. */
@Controller('v1/customers')
export class EntitlementsController {
  constructor(
    @Inject(ENTITLEMENTS_VIEW) private readonly view: DocumentView<EntitlementView>,
    @Inject(EXPLANATIONS) private readonly explain: Explanations,
  ) {}

  @Lists(':customerId/entitlements', {
    answer: EntitlementV1,
    parameters: page,
    summary: 'What a customer is entitled to be given back, whoever they are (CV-09, RT-14)',
  })
  @Roles('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'qa-auditor')
  list(
    @Param('customerId') customerId: string,
    @QueryOf() { decision, ...query }: QueryValues<typeof page>,
  ): Promise<PageAnswer<EntitlementView>> {
    return listedDocuments(this.view, query, { customerId, decision }, entitlementKey);
  }

  @Lists(':customerId/billing-errors/:billId/explanation', {
    answer: ExplainedCustomerDecisionV1,
    parameters: untilMoment,
    summary: 'Every decision on what a bill asked too much for; until a moment, if one is given',
  })
  @Roles('supervisor', 'qa-auditor')
  billingError(
    @Param('customerId') customerId: string,
    @Param('billId') billId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain.billingError(customerId, billId, until);
  }

  @Lists(':customerId/verified-faults/:complaintId/explanation', {
    answer: ExplainedCustomerDecisionV1,
    parameters: untilMoment,
    summary: 'Every decision on what a fault of the network cost; until a moment, if one is given',
  })
  @Roles('supervisor', 'qa-auditor')
  verifiedFault(
    @Param('customerId') customerId: string,
    @Param('complaintId') complaintId: string,
    @QueryOf() { until }: QueryValues<typeof untilMoment>,
  ): Promise<PageAnswer> {
    return this.explain.verifiedFault(customerId, complaintId, until);
  }
}
