import Cluster from 'kafkajs/src/cluster/index.js';

const patched = Symbol.for('tierline.kafkajs.known-coordinators');
/** The type of a coordinator of transactions, as the protocol numbers it. */
const TRANSACTION = 1;

/**
 * Lets a client ask only once for the coordinator of its transactions. kafkajs 2.2.4 asks again before each transaction's first
 * send, before each repetition of that and before its end: two of the five requests that a transaction waits for in turn.
 *
 * A coordinator that has moved answers with an error, after which whoever writes transactions makes a new client, and that asks anew.
 * Repeating the call changes nothing.
 */
export function rememberCoordinators(): void {
  const { prototype } = Cluster;
  if (prototype[patched]) return;
  prototype[patched] = true;
  const find = prototype.findGroupCoordinatorMetadata;
  const known = new WeakMap<typeof prototype, Map<string, object>>();
  prototype.findGroupCoordinatorMetadata = async function (this: typeof prototype, query) {
    if (query.coordinatorType !== TRANSACTION) return find.call(this, query);
    const ofClient = known.get(this) ?? new Map<string, object>();
    known.set(this, ofClient);
    const coordinator = ofClient.get(query.groupId) ?? (await find.call(this, query));
    ofClient.set(query.groupId, coordinator);
    return coordinator;
  };
}
