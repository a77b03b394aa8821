import { cloudEventType } from '@tierline/contracts';
import { encodeCloudEvent, kafkaCommandId, uuidOf } from '@tierline/platform';
import type { Bodies } from './bodies.js';
import { jsonBytes } from './bytes.js';
import type { FuzzedService } from './fuzzed-services.js';
import { kafkaFaults } from './kafka-faults.js';
import type { KafkaInput } from './kafka-input.js';
import type { Random } from '@tierline/chance';
import type { Subjects } from './subjects.js';

/** What records are made of. */
export interface KafkaParts {
  readonly service: FuzzedService;
  readonly bodies: readonly Bodies[];
  readonly subjects: Subjects;
  /** Names this run: its commands are no other run's. */
  readonly source: string;
}

const WRONG = 0.5;
const WRONG_DATA = 0.5;
const AGAIN = 0.1;
const OTHER_CONTENT = 0.3;
const NEW = 0.5;
const NO_KEY = 0.05;
const MOST_KEPT = 50;

/** Every door of a service, also those through which other contexts' published events come. */
const doorsOf = ({ topics: { context, ingress } }: FuzzedService) =>
  Object.values(ingress).flatMap(({ topic, commands, publishedBy }) =>
    commands.map((message) => ({ context: publishedBy ?? context, topic, message })),
  );

/** Makes records, one after another, each correct, a repetition, or with one fault. */
export function kafkaInputs({ service, bodies, subjects, source }: KafkaParts): (random: Random) => KafkaInput {
  const doors = doorsOf(service);
  const sent: KafkaInput[] = [];
  const bodiesOf = (message: object): Bodies => {
    const found = bodies.find(({ contract }) => contract.message === message);
    if (!found) throw new Error('nobody makes bodies of a command that a door takes');
    return found;
  };
  const correct = (random: Random): KafkaInput => {
    const { context, topic, message } = random.pick(doors);
    const isNew = service.begins(message) && random.chance(NEW);
    const subject = isNew ? random.uuid() : subjects.any(random);
    const id = random.uuid();
    const type = cloudEventType(context, message);
    return {
      door: 'kafka',
      topic,
      subject,
      key: random.chance(NO_KEY) ? null : subject,
      headers: encodeCloudEvent({
        id,
        source,
        type,
        subject,
        ...(random.chance(0.5) && { correlationId: `fuzz-${id}` }),
      }),
      value: jsonBytes(bodiesOf(message).valid(random)),
      commandId: kafkaCommandId(uuidOf, source, id),
    };
  };
  return (random) => {
    if (sent.length > 0 && random.chance(AGAIN)) return repeated(random.pick(sent), random);
    const input = correct(random);
    if (random.chance(WRONG)) return spoiled(input, doorOf(input), random);
    if (service.begins(doorOf(input).contract.message)) subjects.remember(input.subject);
    sent.push(input);
    if (sent.length > MOST_KEPT) sent.shift();
    return input;
  };

  function doorOf({ headers, topic }: KafkaInput): Bodies {
    const door = doors.find(
      (each) => each.topic === topic && cloudEventType(each.context, each.message) === headers['ce_type'],
    );
    if (!door) throw new Error(`${topic} takes no ${String(headers['ce_type'])}`);
    return bodiesOf(door.message);
  }

  function repeated(input: KafkaInput, random: Random): KafkaInput {
    if (!random.chance(OTHER_CONTENT)) return { ...input, fault: 'the same again' };
    return { ...input, fault: 'the same id with other content', value: jsonBytes(doorOf(input).valid(random)) };
  }
}

function spoiled(input: KafkaInput, bodies: Bodies, random: Random): KafkaInput {
  if (random.chance(WRONG_DATA)) {
    const value = jsonBytes(bodies.invalid(random));
    return { ...input, fault: 'data that is not what its contract says', putAside: 'invalid', value };
  }
  const { name, reason, spoil } = random.pick(kafkaFaults);
  return { ...input, ...spoil(input, random), fault: name, putAside: reason };
}
