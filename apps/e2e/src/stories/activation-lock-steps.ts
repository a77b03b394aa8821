import { deviceUnlockTopics } from '@tierline/contracts';
import { fact, type Desk, type Reply, type Sender, type World } from '../story.js';

/** Where the desk finds activation-lock requests. */
export const PATH = '/v1/activation-lock-requests';
export const streamOf = (requestId: string) => `device_unlock.activation_lock_request-${requestId}`;

/** A sale as the maker and the receipt tell it. */
export const sale = (imei: string) => ({
  device: { kind: 'imei', value: imei },
  purchasedOn: '2025-11-28',
  seller: 'Phone House Leipzig',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: `R-${imei}`,
});

/** Checks that a command was done. @throws {MissingFact} */
export const accepted = (reply: Reply, what: string): Reply => {
  fact(
    reply.status < 300 && reply.body['outcome'] === 'accepted',
    `${what}: answered ${String(reply.status)} ${JSON.stringify(reply.body)}`,
  );
  return reply;
};

/** Opens a request at the desk. @returns its id */
export async function openRequest(world: World, desk: Desk, imei: string): Promise<string> {
  const device = { kind: 'imei', value: imei };
  const request = { customerId: `customer-${world.newId()}`, device, tradeInId: `trade-in-${world.newId()}` };
  return String(accepted(await desk.post(PATH, request), 'an activation-lock request is taken').body['subject']);
}

/** Answers that the credentials are unknown, so that a proof is needed. */
export async function withoutCredentials(world: World, desk: Desk, requestId: string): Promise<void> {
  const answer = { credentials: 'unknown' };
  accepted(await desk.post(`${PATH}/${requestId}/credentials`, answer), 'the credentials are asked for');
  await world.stored(streamOf(requestId), 'ProofOfPurchaseRequired');
}

/** What the read model says, once it has seen what an answer told of. */
export const viewAfter = (desk: Desk, requestId: string, { headers }: Reply): Promise<Reply> =>
  desk.get(`${PATH}/${requestId}?at-least=${encodeURIComponent(headers.get('tierline-position') ?? '')}`);

/** Opens a request in a store, by its own door, whose customer does not know the credentials. */
export async function awaitingProofInTheStore(world: World, store: Sender, imei: string) {
  const requestId = world.newId();
  const device = { kind: 'imei', value: imei };
  await store.send('RequestActivationUnlock', requestId, { customerId: `customer-${world.newId()}`, device });
  await store.send('AnswerCredentials', requestId, { credentials: 'unknown' });
  /** Puts a proof forward, and waits until it was examined. @throws {MissingFact} */
  const submit = async (proof: object): Promise<void> => {
    const correlationId = await store.send('SubmitProof', requestId, proof);
    const outcome = await world.outcome(deviceUnlockTopics.outcomes.topic, correlationId);
    fact(
      outcome['outcome'] === 'accepted',
      `the store's proof is examined, but the outcome is ${JSON.stringify(outcome)}`,
    );
  };
  return { requestId, submit };
}

const FIELDS = ['device', 'purchasedOn', 'seller', 'price', 'receiptNumber'] as const;

/** The results of a proof that is equal in every field but one (DU-06). */
export const fieldsWhere = (field: (typeof FIELDS)[number], result: 'equal' | 'different') =>
  FIELDS.map((each) => ({ field: each, result: each === field ? result : 'equal' }));
