import { cloudEventType, type ContextTopics, type MessageType } from '@tierline/contracts';
import { encodeCloudEvent, kafkaCommandId, uuidOf, validated, type TextHeaders } from '@tierline/platform';

/** Something that a service is to be told. */
export interface Fact {
  readonly type: MessageType;
  readonly data: object;
}

/** A fact as it is sent to the door that takes facts of its type. */
export interface FactRecord {
  /** The id that the service knows the command by. */
  readonly commandId: string;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: TextHeaders;
}

/**
 * Makes the record of a fact. Its id is derived from all that it says: the same fact is the same command in every import, and
 * another one of the same name is for the service to judge.
 *
 * @param source who says so
 * @param subject the aggregate, which is the key as well
 * @throws {InvalidMessage} when the service would not take it
 */
export function factRecord(
  { context, ingress }: ContextTopics,
  source: string,
  subject: string,
  { type, data }: Fact,
): FactRecord {
  const door = Object.values(ingress).find(({ commands }) => commands.includes(type));
  if (!door) throw new TypeError(`${context} takes no ${type.name}`);
  validated(type, data);
  const id = uuidOf(['import', type.name, subject, data]);
  const headers = encodeCloudEvent({ id, source, type: cloudEventType(context, type), subject, correlationId: id });
  return {
    ...{ topic: door.topic, key: subject, value: JSON.stringify(data), headers },
    commandId: kafkaCommandId(uuidOf, source, id),
  };
}
