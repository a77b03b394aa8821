import { shared, streams } from './stubs.js';
import { fieldSize, varintSize, varintTag, writeHeader, writeVarint } from './wire.js';

/** Room to be filled with a stored event: `bytes` is the whole message, the event begins at `at`. */
export interface EventSlot {
  readonly bytes: Buffer;
  readonly at: number;
}

/**
 * Lays out a `ReadResp.event` around one stored event of `length` bytes at `position`, so that the event can be
 * read from the file straight to its place.
 */
export function eventResponse(length: number, position: number): EventSlot {
  const inner = fieldSize(length) + 1 + varintSize(position);
  const bytes = Buffer.allocUnsafe(fieldSize(inner));
  const at = writeHeader(bytes, writeHeader(bytes, 0, 1, inner), 1, length);
  bytes[at + length] = varintTag(3);
  writeVarint(bytes, at + length + 1, position);
  return { bytes, at };
}

/** A `ReadResp.event` for a resolved link: the target (undefined when it is gone) and the link itself. */
export function linkResponse(target: Buffer | undefined, link: Buffer, position: number): Buffer {
  const inner = (target ? fieldSize(target.length) : 0) + fieldSize(link.length) + 1 + varintSize(position);
  const bytes = Buffer.allocUnsafe(fieldSize(inner));
  let at = writeHeader(bytes, 0, 1, inner);
  if (target)
    at = writeHeader(bytes, at, 1, target.length) + target.copy(bytes, writeHeader(bytes, at, 1, target.length));
  at = writeHeader(bytes, at, 2, link.length);
  at += link.copy(bytes, at);
  bytes[at] = varintTag(3);
  writeVarint(bytes, at + 1, position);
  return bytes;
}

const encode = (fill: (response: InstanceType<typeof streams.ReadResp>) => void): Buffer => {
  const response = new streams.ReadResp();
  fill(response);
  return Buffer.from(response.serializeBinary());
};

/** A stream's name as the protocol carries it. */
export function streamIdentifier(name: string): InstanceType<typeof shared.StreamIdentifier> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
}

/** The answer to a read of a stream that does not exist. */
export function streamNotFoundResponse(stream: string): Buffer {
  const name = Buffer.from(stream, 'utf8');
  const identifier = fieldSize(name.length);
  const bytes = Buffer.allocUnsafe(fieldSize(fieldSize(identifier)));
  let at = writeHeader(bytes, 0, 4, fieldSize(identifier));
  at = writeHeader(bytes, at, 1, identifier);
  name.copy(bytes, writeHeader(bytes, at, 3, name.length));
  return bytes;
}

/** The first answer to a subscription. */
export const confirmationResponse = (subscriptionId: string): Buffer =>
  encode((response) => {
    const confirmation = new streams.ReadResp.SubscriptionConfirmation();
    confirmation.setSubscriptionId(subscriptionId);
    response.setConfirmation(confirmation);
  });

/** Tells a filtered subscription how far it has been looked. */
export const checkpointResponse = (position: number): Buffer =>
  encode((response) => {
    const checkpoint = new streams.ReadResp.Checkpoint();
    checkpoint.setCommitPosition(String(position));
    checkpoint.setPreparePosition(String(position));
    response.setCheckpoint(checkpoint);
  });

/** Tells a subscription that the live tail is reached. */
export const caughtUpResponse = (): Buffer =>
  encode((response) => {
    response.setCaughtUp(new streams.ReadResp.CaughtUp());
  });
