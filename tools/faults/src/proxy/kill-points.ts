import { answeredId, apiKeys, kafkaRequest } from './kafka-frames.js';
import type { Piece } from './tcp-proxy.js';

/** Whether the moment has come: asked of every piece that passes between a service and what it talks to. */
export type Moment = (piece: Piece) => boolean;

/** The moments of a service's work at which it can be killed, told by what it is about to send or has not heard yet. */
export const killPoints = {
  /** A decision is made and nothing of it is stored. */
  'before-append': { part: 'store', moment: () => isAppend },
  /** It is stored, and the service does not know. */
  'after-append': { part: 'store', moment: appendAnswered },
  /** It is stored and known, and Kafka would deliver the command again. */
  'before-offset': { part: 'kafka', moment: () => requestOf(apiKeys.offsetCommit) },
  /** The publisher has begun a transaction and written nothing. */
  'before-produce': { part: 'kafka', moment: () => requestOf(apiKeys.produce, PUBLISHER) },
  /** The publisher has written a transaction that is not committed. */
  'before-commit': { part: 'kafka', moment: () => isCommit },
  /** It is committed, and the publisher does not know. */
  'after-commit': { part: 'kafka', moment: () => answered(isCommit) },
  /** A command keeps failing and its key is to be parked, and nothing of that is written. */
  'before-parking': { part: 'kafka', moment: () => isParking },
  /** It is parked, the service does not know, and Kafka would deliver it again. */
  'after-parking': { part: 'kafka', moment: () => answered(isParking) },
  /** What was parked is executed, and nothing tells that it is. */
  'before-settlement': { part: 'kafka', moment: () => isSettlement },
  /** It is executed and settled, and still parked. */
  'before-removal': { part: 'kafka', moment: () => isRemoval },
} as const satisfies Record<string, { readonly part: 'kafka' | 'store'; readonly moment: () => Moment }>;

/** The name of such a moment. */
export type KillPoint = keyof typeof killPoints;

/** In the client id of whoever publishes. */
export const PUBLISHER = '-publisher-';

/** A moment: a request of a kind, of a client in whose id there is some text. */
export const requestOf =
  (apiKey: number, client = ''): Moment =>
  ({ direction, bytes }) => {
    if (direction === 'downstream') return false;
    const request = kafkaRequest(bytes);
    return request.apiKey === apiKey && request.clientId.includes(client);
  };

const isCommit: Moment = ({ direction, bytes }) => direction === 'upstream' && kafkaRequest(bytes).commits;

/** The answer to a request, on the connection that the request came by. */
function answered(isAsked: Moment): Moment {
  const asked = new WeakMap<object, number>();
  return (piece) => {
    const { direction, bytes, connection } = piece;
    if (direction === 'downstream') return asked.get(connection) === answeredId(bytes);
    if (isAsked(piece)) asked.set(connection, kafkaRequest(bytes).correlationId);
    return false;
  };
}

const isProduce = requestOf(apiKeys.produce);

const PARKED = /tierline\.[a-z-]+\.parked\.v1/;
const writesParked: Moment = (piece) => isProduce(piece) && PARKED.test(piece.bytes.toString('latin1'));
// A command that is parked tells why; a tombstone, which ends it, has no headers.
const isParking: Moment = (piece) => writesParked(piece) && piece.bytes.includes('tierline-reason');
const isRemoval: Moment = (piece) => writesParked(piece) && !isParking(piece);
const isSettlement: Moment = (piece) => isProduce(piece) && piece.bytes.includes('tierline-settlement');

// Metadata is written as plain JSON: only appends carry it to the store.
const CAUSATION = Buffer.from('"$causationId"');
const STREAM = /(?:device_unlock|customer_value)\.[a-z_]+-[\w.:-]+/;

const isAppend: Moment = ({ direction, bytes }) => direction === 'upstream' && bytes.includes(CAUSATION);

/** The first that is heard of a stream after an append to it: the answer, or the event itself by a subscription. */
function appendAnswered(): Moment {
  let stream: string | undefined;
  return (piece) => {
    if (piece.direction === 'downstream') return stream !== undefined && piece.bytes.includes(stream);
    if (isAppend(piece)) stream ??= STREAM.exec(piece.bytes.toString('latin1'))?.[0];
    return false;
  };
}
