import { jsonBytes } from './bytes.js';
import type { KafkaInput } from './kafka-input.js';
import type { Random } from '@tierline/chance';

/** One way to make a correct record wrong, and why it is put aside then. */
export interface KafkaFault {
  readonly name: string;
  readonly reason: string;
  readonly spoil: (input: KafkaInput, random: Random) => Partial<KafkaInput>;
}

const TOO_LARGE = 262_145;
const TOO_DEEP = 17;
const value =
  (...bytes: readonly Buffer[]) =>
  (_: KafkaInput, random: Random) => ({ value: random.pick(bytes) });

const values: readonly KafkaFault[] = [
  { name: 'no value', reason: 'tombstone', spoil: () => ({ value: null }) },
  { name: 'a value that is too large', reason: 'too-large', spoil: value(jsonBytes('a'.repeat(TOO_LARGE))) },
  {
    name: 'a value that is no JSON',
    reason: 'unreadable',
    spoil: value(...['', '{', '{"a":}', "{'a':1}", '\u0000', '{} {}', '\uFEFF{}'].map((text) => Buffer.from(text))),
  },
  { name: 'a value that says something twice', reason: 'unreadable', spoil: value(Buffer.from('{"a":1,"a":2}')) },
  { name: 'a value that is no UTF-8', reason: 'unreadable', spoil: value(Buffer.from([0x22, 0xff, 0xfe, 0x22])) },
  {
    name: 'a value that is too deep',
    reason: 'unreadable',
    spoil: value(Buffer.from('['.repeat(TOO_DEEP) + ']'.repeat(TOO_DEEP))),
  },
];

const NEEDED = ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'content-type'];
const WRONG_HEADERS: readonly (readonly [name: string, value: string | Buffer])[] = [
  ['ce_specversion', '0.3'],
  ['ce_id', ''],
  ['ce_id', 'a b'],
  ['ce_id', 'a'.repeat(129)],
  ['ce_id', Buffer.from([0xff, 0xfe])],
  ['ce_source', 'söurce'],
  ['ce_type', 'a b'],
  ['ce_subject', '../x'],
  ['ce_subject', 'a'.repeat(65)],
  ['ce_subject', '6B9F8A3E-7C1D-5E2F-9A4B-1C2D3E4F5A6B'],
  ['ce_time', 'yesterday'],
  ['ce_time', '2026-13-01T00:00:00Z'],
  ['ce_correlationid', '{}'],
  ['content-type', 'text/plain'],
];

const envelopes: readonly KafkaFault[] = [
  {
    name: 'a header less',
    reason: 'invalid-envelope',
    spoil: ({ headers }, random) => {
      const { [random.pick(NEEDED)]: _, ...others } = headers;
      return { headers: others };
    },
  },
  {
    name: 'a header that is not what it must be',
    reason: 'invalid-envelope',
    spoil: ({ headers }, random) => {
      const [name, wrong] = random.pick(WRONG_HEADERS);
      return { headers: { ...headers, [name]: wrong } };
    },
  },
  {
    name: 'a type that the door does not take',
    reason: 'unknown-type',
    spoil: ({ headers }, random) => {
      const types = ['ForgetCustomer.v1', 'ProofMatched.v1', 'constructor.v1', 'SubmitProof.v2', 'NoSuchThing.v1'];
      return { headers: { ...headers, ce_type: `tierline.device-unlock.${random.pick(types)}` } };
    },
  },
];

/** Every way to make a record wrong besides its data. */
export const kafkaFaults: readonly KafkaFault[] = [...values, ...envelopes];
