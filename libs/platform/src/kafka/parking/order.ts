import { Instant, messageType, OneOf, Text } from '@tierline/contracts';
import type { IHeaders } from 'kafkajs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsString, Matches, Min, ValidateIf } from 'class-validator';
import { InvalidMessage, validated, type Violation } from '../../door/validate.js';
import { encodeCloudEvent, textHeaders } from '../cloud-events.js';
import { laneOf } from '../lane.js';
import { messageLimits, readJson } from '../read-json.js';
import type { NewRecord } from '../record-log.js';
import type { ConsumedRecord } from '../record.js';

const WHO = 128;
const WHY = 500;
const OFFSET = /^\d{1,19}$/;
const MOST_PARTS = 1_000;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What operations want done with something that was put aside. */
export class RedriveOrderV1 {
  @OneOf(['redrive', 'discard'])
  readonly action!: 'redrive' | 'discard';

  /** Who wants it. */
  @Text(WHO)
  readonly by!: string;

  @Text(WHY)
  readonly why!: string;

  @Instant()
  readonly at!: string;

  /** The ingress topic, partition and key (in base64) whose turn it is: those of the marker. */
  @IsString()
  readonly topic!: string;

  @IsInt()
  @Min(0)
  readonly partition!: number;

  @ValidateIf((_, value) => value !== null)
  @Matches(BASE64)
  readonly key!: string | null;

  /**
   * `key`: what is parked of the key, up to the ingress offset that is named. `entry`: the parked command of that ingress offset.
   * `dead-letter`: the dead letter whose parts have these offsets in the dead-letter topic.
   */
  @OneOf(['key', 'entry', 'dead-letter'])
  readonly target!: 'key' | 'entry' | 'dead-letter';

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PARTS)
  @Matches(OFFSET, { each: true })
  readonly offsets!: readonly string[];
}

/** An order as it lies in its topic, where its offset names it. */
export type RedriveOrder = NewOrder & { readonly number: string };

const redriveOrder = messageType('RedriveOrder', 1, RedriveOrderV1);
const MARKER = 'tierline.platform.redrive.v1';

/** An order that is to be written. */
export type NewOrder = { readonly [Field in keyof RedriveOrderV1]: RedriveOrderV1[Field] };

/** The record of an order. @throws {InvalidMessage} naming what is wrong with it */
export const orderRecord = (order: NewOrder): NewRecord => ({
  key: null,
  value: JSON.stringify(validated(redriveOrder, order)),
});

/** Reads an order. @returns everything that is wrong with it when it is none */
export function decodeOrder({
  value,
  offset,
}: Pick<ConsumedRecord, 'value' | 'offset'>): RedriveOrder | { readonly violations: readonly Violation[] } {
  const read = readJson(value ?? Buffer.alloc(0), messageLimits);
  if ('reason' in read) return read;
  try {
    return Object.assign(validated(redriveOrder, read.body), { number: offset });
  } catch (error) {
    if (error instanceof InvalidMessage) return error;
    throw error;
  }
}

/**
 * The marker of an order: it goes where the order's command came from, with its key, and says that it is the order's turn. Everybody
 * who may write there could write it, so it has no power of its own: what is to be done, and by whom, stands in the order.
 */
export const markerRecord = (context: string, number: string, key: Buffer | null): NewRecord => ({
  key,
  value: '{}',
  headers: {
    ...encodeCloudEvent({
      id: `redrive-order-${number}`,
      source: `/tierline/${context}/operations`,
      type: MARKER,
      subject: number,
    }),
    'tierline-context': context,
    'tierline-order': number,
  },
});

/** What a marker says. */
export interface Marker {
  /** Whose order it is. */
  readonly context: string | undefined;
  /** Where the order is, when that can be read. */
  readonly number: bigint | undefined;
}

/** Reads a marker; nothing when the record is another. */
export function decodeMarker(headers: IHeaders): Marker | undefined {
  const { ce_type: type, 'tierline-context': context, 'tierline-order': number = '' } = textHeaders(headers);
  if (type !== MARKER) return undefined;
  return { context, number: OFFSET.test(number) ? BigInt(number) : undefined };
}

/** Whether a marker stands where its order says. */
export const isTurnOf = (marker: ConsumedRecord, { topic, partition, key }: RedriveOrder): boolean =>
  laneOf(marker) === laneOf({ topic, partition, key: key === null ? null : Buffer.from(key, 'base64') });
