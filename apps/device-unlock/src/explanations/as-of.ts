import type { ActivationLockRequestAsOfV1, CarrierUnlockRequestAsOfV1, Plain } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  CARRIER_UNLOCK_REQUEST,
  deviceStanding,
  deviceUnlockRegistry,
  type RequestId,
  type SubmitProof,
} from '@tierline/device-unlock';
import {
  streamName,
  type Digest,
  type EventMetadata,
  type EventStore,
  type Fact,
  type Instant,
  type StoredEvent,
  type ExplainedFact,
} from '@tierline/kernel';
import { knownHistory, storeAsOf, type DocumentAnswer, type DocumentViewDefinition } from '@tierline/platform';
import { facts } from '../facts/facts.js';
import { activationLockRequestsView } from '../views/activation-lock-requests.view.js';
import { carrierUnlockRequestsView } from '../views/carrier-unlock-requests.view.js';

type Reading = Pick<EventStore, 'read'>;
type Stored = readonly StoredEvent<EventMetadata>[];

/** How a request stood at a moment, or stands now, and what was known then; no document where there was none. */
export type AsOf<Doc extends object> = (requestId: string, until: string | undefined) => Promise<DocumentAnswer<Doc>>;

/** Tells how requests for an activation lock stood. */
export const activationLockAsOf =
  (store: Reading, digest: Digest): AsOf<Plain<ActivationLockRequestAsOfV1>> =>
  async (requestId, until) => {
    const then = storeAsOf(store, until);
    const known = facts(then, digest);
    const id = requestId as RequestId;
    const events = await eventsOf(then, ACTIVATION_LOCK_REQUEST, requestId);
    const request = (await known.activationRequest(id)).value;
    if (request.status === 'none') return nothing;
    const { device } = request.unlock;
    const seller = sellerNamedLast(events);
    const told = [
      factOf('device', standing(await known.device(device))),
      factOf('purchase', await known.purchase(device)),
      factOf('enquiry', await known.enquiry(id)),
      ...(seller === undefined ? [] : [factOf('seller', await known.seller(seller))]),
    ];
    return answer(activationLockRequestsView, events, told);
  };

/** Tells how requests for a carrier lock stood. */
export const carrierUnlockAsOf =
  (store: Reading, digest: Digest): AsOf<Plain<CarrierUnlockRequestAsOfV1>> =>
  async (requestId, until) => {
    const then = storeAsOf(store, until);
    const known = facts(then, digest);
    const events = await eventsOf(then, CARRIER_UNLOCK_REQUEST, requestId);
    const request = (await known.carrierRequest(requestId as RequestId)).value;
    if (request.status === 'none') return nothing;
    const { device, customerId } = request.unlock;
    const told = [
      factOf('device', standing(await known.device(device))),
      factOf('account', await known.account(device)),
      factOf('customer', await known.customer(customerId)),
    ];
    return answer(carrierUnlockRequestsView, events, told);
  };

const nothing = { document: undefined, freshness: { position: undefined, asOf: undefined } };

const eventsOf = (store: Reading, category: string, requestId: string): Promise<Stored> =>
  knownHistory(store, deviceUnlockRegistry, streamName(category, requestId));

/** The same fold as of the view of today, over what there was then. */
function answer<State extends { readonly changedAt: string; readonly stateRevision: number }>(
  { fold }: DocumentViewDefinition<State>,
  events: Stored,
  known: readonly ExplainedFact[],
): DocumentAnswer<{ readonly state: State; readonly facts: readonly ExplainedFact[] }> {
  const state = events.reduce<State | undefined>(fold, undefined);
  if (!state) return nothing;
  const freshness = { position: events.at(-1)?.position, asOf: state.changedAt as Instant };
  return { document: { state, facts: known }, stateRevision: state.stateRevision, freshness };
}

const standing = ({ value, ...place }: Awaited<ReturnType<ReturnType<typeof facts>['device']>>) => ({
  ...place,
  value: deviceStanding(value),
});

const factOf = (name: string, { value, stream, revision }: Fact<unknown>): ExplainedFact => ({
  name,
  value,
  place: { stream, revision },
});

/** The seller whom the last receipt has named; nothing while nobody has shown one. */
function sellerNamedLast(events: Stored): string | undefined {
  const commands = events.flatMap(({ metadata: { command } }) => (command ? [command] : []));
  const proofs = commands
    .filter(({ type }) => type === 'SubmitProof')
    .map(({ data }) => (data as SubmitProof['data']).proof)
    .filter((proof) => proof.kind === 'purchase');
  return proofs.at(-1)?.seller;
}
