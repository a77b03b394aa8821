import { readdirSync, readFileSync } from 'node:fs';
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
  parseDeviceUnlockPolicy,
  PURCHASE_RECORD,
  purchaseRecordDecider,
  RETAILER_ENQUIRY,
  retailerEnquiryDecider,
  SELLER_STANDING,
  sellerStandingDecider,
  TRADE_IN,
  tradeInDecider,
  type DeviceUnlockPolicyValues,
} from '@tierline/device-unlock';
import {
  executor,
  personalDataCategory,
  personalDataDecider,
  type Command,
  type Decider,
  type EventMetadata,
  type Message,
  type PolicyBook,
  type StoredEvent,
  type Undecided,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest, readPolicies } from '@tierline/platform';

/** An event as a release has stored it. Its position among other streams is not part of it. */
export type GoldenEvent = Omit<StoredEvent<EventMetadata>, 'position'>;

/** A stream as a release has stored it. */
export interface GoldenStream {
  readonly release: string;
  readonly file: string;
  readonly events: readonly GoldenEvent[];
}

/** Where the streams of all releases lie, a folder for each. */
export const goldenFolder = new URL('../../golden/', import.meta.url);

/** The policies that this build carries. */
export const policies: PolicyBook<DeviceUnlockPolicyValues> = readPolicies(
  new URL('../../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);

/** Reads the streams of all releases. */
export const goldenStreams = (): readonly GoldenStream[] =>
  readdirSync(goldenFolder).flatMap((release) => {
    const folder = new URL(`${release}/`, goldenFolder);
    return readdirSync(folder).map((file) => {
      const events = JSON.parse(readFileSync(new URL(encodeURIComponent(file), folder), 'utf8')) as GoldenEvent[];
      return { release, file, events };
    });
  });

/** A decider whose types are forgotten, as a stream does not tell them. */
export type AnyDecider = Decider<Command, Message, unknown, string, DeviceUnlockPolicyValues>;

/** The name of a stream tells whose it is. */
function anyOf(decider: object): AnyDecider {
  return decider as AnyDecider;
}

const deciders: Readonly<Record<string, AnyDecider>> = {
  [ACCOUNT_STANDING]: anyOf(accountStandingDecider),
  [ACTIVATION_LOCK_REQUEST]: anyOf(activationLockRequestDecider),
  [CARRIER_UNLOCK_REQUEST]: anyOf(carrierUnlockRequestDecider),
  [CUSTOMER_STANDING]: anyOf(customerStandingDecider),
  [DEVICE]: anyOf(deviceDecider),
  [PURCHASE_RECORD]: anyOf(purchaseRecordDecider),
  [RETAILER_ENQUIRY]: anyOf(retailerEnquiryDecider),
  [SELLER_STANDING]: anyOf(sellerStandingDecider),
  [TRADE_IN]: anyOf(tradeInDecider),
  [personalDataCategory('device_unlock')]: anyOf(personalDataDecider),
};

/** The decider that wrote a stream. */
export function deciderOf([event]: readonly GoldenEvent[]): AnyDecider {
  const category = event?.stream.split('-', 1)[0] ?? '';
  const decider = deciders[category];
  if (!decider) throw new Error(`no decider writes streams of ${category}`);
  return decider;
}

/** The events as the store gives them, for whatever does not look at positions. */
export const asStored = (events: readonly GoldenEvent[]): readonly StoredEvent<EventMetadata>[] =>
  events.map((event) => ({ ...event, position: { commit: 0n, prepare: 0n } }));

/** Executes the recorded commands of a stream again, on an empty store, with the facts and by the build of then. */
export async function recordAgain(
  events: readonly GoldenEvent[],
  decider: AnyDecider = deciderOf(events),
): Promise<readonly GoldenEvent[]> {
  const store = memoryStore();
  const [first] = events;
  if (!first) return [];
  for (const { stream, metadata } of events) {
    const { command, build, traceparent, $correlationId: correlationId } = metadata;
    if (!command) continue;
    const { digest: _, ...recorded } = command;
    const { facts, ...undecided } = recorded;
    const execute = executor<Command, Message, unknown, string, DeviceUnlockPolicyValues>({
      ...{ decider, policies, store, digest, build, registry: deviceUnlockRegistry },
      creates: first.metadata.command ? [first.metadata.command.type] : [],
      gather: (each: Undecided<Command>) => ({ ...each, facts }),
    });
    await execute(stream, undecided, { correlationId, ...(traceparent !== undefined && { traceparent }) });
  }
  return ((await store.read(first.stream)) as readonly StoredEvent<EventMetadata>[]).map(
    ({ position: _, ...event }) => event,
  );
}
