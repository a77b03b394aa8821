import { shared, streams } from '../proto/stubs.js';

type Recorded = InstanceType<typeof streams.ReadResp.ReadEvent.RecordedEvent>;

function toStructured(event: Recorded | undefined): void {
  const text = event?.getId()?.getString();
  if (!event || text === undefined) return;
  const hex = text.replaceAll('-', '');
  const half = (from: number): string => BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString();
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(half(0));
  structured.setLeastSignificantBits(half(16));
  const id = new shared.UUID();
  id.setStructured(structured);
  event.setId(id);
}

/** The same event response with its ids as two 64-bit numbers, for a reader who asked for them so. */
export function withStructuredIds(response: Buffer): Buffer {
  const decoded = streams.ReadResp.deserializeBinary(response);
  toStructured(decoded.getEvent()?.getEvent());
  toStructured(decoded.getEvent()?.getLink());
  return Buffer.from(decoded.serializeBinary());
}
