import type { CustomerStandingChangedV1, DeviceUnlockCommandV1, ValueNumber } from '@tierline/contracts';
import {
  sellerId,
  type CustomerId,
  type LocalDate,
  type RequestId,
  type RetailerAnswer,
} from '@tierline/device-unlock';
import { unreachable, type Execution, type Instant } from '@tierline/kernel';
import { circumstances, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { deviceToken, receiptToken } from '../tokens.js';

const TYPES = [
  'RecordPurchase',
  'RecordDeviceStatus',
  'RecordSellerStanding',
  'RecordRetailerAnswer',
  'RecordAccountStanding',
  'CustomerStandingChanged',
  'ValueChanged',
] as const;

/** A fact that another system owns, as it comes through its door. */
export type ReportedFactV1 = Extract<DeviceUnlockCommandV1, { type: (typeof TYPES)[number] }>;

/** Takes facts of other systems. Each is kept in the stream of what it is about, which the fact and not its sender names. */
export const reportedFacts =
  (of: Aggregates) =>
  (received: ReceivedCommand & ReportedFactV1): Promise<Execution> => {
    const { type, data, envelope } = received;
    const how = circumstances(received);
    switch (type) {
      case 'RecordPurchase': {
        const { purchasedOn, seller, price } = data;
        const sale = { purchasedOn: purchasedOn as LocalDate, seller, price: { ...price } };
        const tokens = { device: deviceToken(data.device), receiptNumber: receiptToken(data.receiptNumber) };
        return of.purchase({ type, data: { ...sale, ...tokens }, ...how }, envelope);
      }
      case 'RecordDeviceStatus': {
        const { condition, holds, occurredAt } = data;
        const status = { condition, holds, occurredAt: occurredAt as Instant };
        return of.deviceStatus({ type, data: { device: deviceToken(data.device), ...status }, ...how }, envelope);
      }
      case 'RecordSellerStanding': {
        const { seller, standing, asOf } = data;
        return of.seller(
          { type, data: { seller: sellerId(seller), standing, asOf: asOf as Instant }, ...how },
          envelope,
        );
      }
      case 'RecordRetailerAnswer': {
        const answer = retailerAnswer(data.answer);
        return of.enquiry({ type, data: { requestId: received.subject as RequestId, answer }, ...how }, envelope);
      }
      case 'RecordAccountStanding': {
        const { customerId, activeSince, commitment, feeOwed, asOf } = data;
        const account = { customerId: customerId as CustomerId, activeSince: activeSince as LocalDate, commitment };
        const standing = { ...account, feeOwed: { ...feeOwed }, asOf: asOf as Instant };
        return of.account({ type, data: { device: deviceToken(data.device), ...standing }, ...how }, envelope);
      }
      case 'CustomerStandingChanged':
        return of.customer({ ...customerStanding(data, data.value), ...how }, envelope);
      case 'ValueChanged':
        return of.customer({ ...customerStanding(data, data.to), ...how }, envelope);
      default:
        return unreachable(type);
    }
  };

/** Customer value tells of a change; what is kept is how the customer stands since then, whichever event says so. */
const customerStanding = (
  { customerId, attitude, asOf }: Pick<CustomerStandingChangedV1, 'customerId' | 'attitude' | 'asOf'>,
  value: ValueNumber,
) => ({
  type: 'RecordCustomerStanding' as const,
  data: { customerId: customerId as CustomerId, value, attitude, asOf: asOf as Instant },
});

function retailerAnswer(
  answer: Extract<ReportedFactV1, { type: 'RecordRetailerAnswer' }>['data']['answer'],
): RetailerAnswer {
  if (answer.kind === 'not-sold') return { kind: answer.kind };
  const { kind, purchasedOn, seller, price } = answer;
  const sale = { purchasedOn: purchasedOn as LocalDate, seller, price: { ...price } };
  const tokens = { device: deviceToken(answer.device), receiptNumber: receiptToken(answer.receiptNumber) };
  return { kind, purchase: { ...sale, ...tokens } };
}

/** Whether a command only tells a fact. */
export const isReportedFact = (
  command: ReceivedCommand & DeviceUnlockCommandV1,
): command is ReceivedCommand & ReportedFactV1 => TYPES.some((type) => type === command.type);
