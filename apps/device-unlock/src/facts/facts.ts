import {
  ACCOUNT_STANDING,
  accountStandingDecider,
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  CARRIER_UNLOCK_REQUEST,
  carrierUnlockRequestDecider,
  CUSTOMER_STANDING,
  customerStandingDecider,
  DEVICE,
  deviceDecider,
  deviceUnlockRegistry,
  latestReport,
  countStream,
  PURCHASE_RECORD,
  purchaseRecordDecider,
  REQUEST_SOURCE,
  requestCountDecider,
  requestSourceDecider,
  purchaseRecordOf,
  RETAILER_ENQUIRY,
  retailerEnquiryDecider,
  SELLER_STANDING,
  sellerId,
  sellerStandingDecider,
  type AccountStanding,
  type ActivationLockRequest,
  type CarrierUnlockRequest,
  type CountPeriod,
  type CountTotals,
  type CustomerId,
  type CustomerStanding,
  type Device,
  type DeviceToken,
  type PurchaseRecord,
  type Report,
  type Reports,
  type RequestId,
  type RequestSource,
  type RetailerEnquiry,
  type SellerStanding,
  type SourceId,
} from '@tierline/device-unlock';
import {
  readFact,
  streamName,
  type Command,
  type Decider,
  type Digest,
  type EventStore,
  type Fact,
  type Message,
  type StreamName,
} from '@tierline/kernel';

/** What the streams of device unlock say, for decisions on other streams: each with the revision it was read at. */
export interface Facts {
  readonly activationRequest: (id: RequestId) => Promise<Fact<ActivationLockRequest>>;
  readonly carrierRequest: (id: RequestId) => Promise<Fact<CarrierUnlockRequest>>;
  readonly device: (device: DeviceToken) => Promise<Fact<Device>>;
  readonly purchase: (device: DeviceToken) => Promise<Fact<PurchaseRecord | null>>;
  /** What billing says of the account that a device is on. */
  readonly account: (device: DeviceToken) => Promise<Fact<AccountStanding | null>>;
  readonly customer: (id: CustomerId) => Promise<Fact<CustomerStanding | null>>;
  /** What a retailer was asked on behalf of a request, and what it answered. */
  readonly enquiry: (id: RequestId) => Promise<Fact<RetailerEnquiry | null>>;
  /** What the register says of the seller of a name, however it is written. */
  readonly seller: (name: string) => Promise<Fact<SellerStanding | null>>;
  readonly requestSource: (source: SourceId) => Promise<Fact<RequestSource>>;
  /** What was counted of a source in a month. */
  readonly requestCount: (period: CountPeriod) => Promise<Fact<CountTotals>>;
}

/** Reads facts from the store: what was acknowledged before is seen. */
export function facts(store: Pick<EventStore, 'read'>, digest: Digest): Facts {
  const read = <C extends Command, E extends Message, State, Reason extends string, P extends object>(
    stream: StreamName,
    decider: Decider<C, E, State, Reason, P>,
  ): Promise<Fact<State>> => readFact(store, deviceUnlockRegistry, stream, decider);
  return {
    activationRequest: (id) => read(streamName(ACTIVATION_LOCK_REQUEST, id), activationLockRequestDecider),
    carrierRequest: (id) => read(streamName(CARRIER_UNLOCK_REQUEST, id), carrierUnlockRequestDecider),
    account: async (device) => latest(await read(streamName(ACCOUNT_STANDING, device), accountStandingDecider)),
    customer: async (id) => latest(await read(streamName(CUSTOMER_STANDING, id), customerStandingDecider)),
    device: (device) => read(streamName(DEVICE, device), deviceDecider),
    purchase: async (device) => {
      const fact = await read(streamName(PURCHASE_RECORD, device), purchaseRecordDecider);
      return { ...fact, value: purchaseRecordOf(fact.value) };
    },
    enquiry: async (id) => {
      const fact = await read(streamName(RETAILER_ENQUIRY, id), retailerEnquiryDecider);
      return { ...fact, value: fact.value.status === 'none' ? null : fact.value };
    },
    seller: async (name) => latest(await read(sellerStream(digest, name), sellerStandingDecider)),
    requestSource: (source) => read(streamName(REQUEST_SOURCE, source), requestSourceDecider),
    requestCount: async (period) => {
      const { value, ...place } = await read(countStream(period), requestCountDecider);
      const { status, requests, duplicates } = value;
      return { ...place, value: { status, requests, duplicates } };
    },
  };
}

/** The report that counts of all that were made; `null` where there is none. */
const latest = <R extends Report>({ value, ...place }: Fact<Reports<R>>): Fact<R | null> => ({
  ...place,
  value: latestReport(value),
});

/** Of what does not exist, nothing is known anywhere. */
export const NO_DEVICE = '' as DeviceToken;
export const NO_CUSTOMER = '' as CustomerId;
export const NO_SELLER = '';

/** The stream of what the register says of a seller. A name may be too long, or too odd, for the id of an aggregate. */
export const sellerStream = (digest: Digest, name: string): StreamName =>
  streamName(SELLER_STANDING, digest.uuid(['seller', sellerId(name)]));
