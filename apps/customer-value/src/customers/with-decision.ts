import type { CustomerDecision } from '@tierline/customer-value';
import { unreachable } from '@tierline/kernel';
import type { CustomerView } from './customers.view.js';

/** What is to be seen of a customer after a further decision. */
export function withDecision(customer: CustomerView, event: CustomerDecision): CustomerView {
  switch (event.type) {
    case 'ValueChanged':
      return { ...customer, value: event.data.to };
    case 'UsageReviewOpened': {
      const { flagId, flag, lineId, period } = event.data;
      return withFlags(customer, [...customer.openFlags, { flagId, flag, lineId, period }]);
    }
    case 'UsageReviewClosed':
      return withFlags(
        customer,
        customer.openFlags.filter(({ flagId }) => flagId !== event.data.flagId),
      );
    case 'GrandfatheredPlanForfeited': {
      const { orderId } = event.data;
      const lines = customer.lines.map((line) =>
        line.plan?.orderId === orderId ? { ...line, plan: { ...line.plan, isForfeited: true as const } } : line,
      );
      return { ...customer, lines };
    }
    case 'TerminationFeeQuoted':
    case 'ConcessionGranted':
    case 'ConcessionDenied':
    case 'ConcessionDecidedOtherwise':
    case 'OfferMade':
    case 'ForfeitureDisclosed':
    case 'ForfeitureConsented':
    case 'OfferAccepted':
    case 'OfferDeclined':
      return customer;
    default:
      return unreachable(event);
  }
}

const withFlags = (customer: CustomerView, openFlags: CustomerView['openFlags']): CustomerView => ({
  ...customer,
  openFlags,
  review: openFlags.length > 0 ? 'open' : 'none',
});
