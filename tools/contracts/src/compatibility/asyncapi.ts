import { isObject, type Json, type JsonObject } from '../json.js';
import { followed } from '../schema-reader.js';
import type { BreakingChange, Direction } from './breaking-change.js';
import { schemaChanges } from './schemas.js';

/**
 * Names what breaks between a released AsyncAPI document and the current one, for those who write to our doors and those
 * who read what we publish. New topics, messages and versions break nothing.
 */
export function breakingChanges(released: JsonObject, current: JsonObject): readonly BreakingChange[] {
  const now = objectsAt(current, 'channels');
  return Object.entries(objectsAt(released, 'channels')).flatMap(([topic, before]) => {
    const channel = now[topic];
    if (!channel) return [{ where: topic, what: 'the topic is gone' }];
    const [direction, after] = [directionOf(released, topic), directionOf(current, topic)];
    if (direction === undefined) throw new Error(`the released document has no operation on ${topic}`);
    if (direction !== after) return [{ where: topic, what: `is ${after ?? 'unused'} now, and was ${direction}` }];
    return [
      ...topicChanges(topic, before, channel, direction),
      ...messageChanges(topic, [released, before], [current, channel], direction),
    ];
  });
}

function topicChanges(
  where: string,
  before: JsonObject,
  now: JsonObject,
  direction: Direction,
): readonly BreakingChange[] {
  const facts: readonly (readonly [name: string, path: readonly string[]])[] = [
    ['its name', ['address']],
    ['its number of partitions', ['bindings', 'kafka', 'partitions']],
    ['how it is cleaned up', ['bindings', 'kafka', 'topicConfiguration', 'cleanup.policy']],
    ['who may write to it', ['x-tierline-sender']],
  ];
  const changed = facts.flatMap(([name, path]) => {
    const [was, is] = [JSON.stringify(at(before, path)), JSON.stringify(at(now, path))];
    return was === is ? [] : [{ where, what: `${name} is ${is}, and was ${was}` }];
  });
  const [kept, isKept] = [retentionOf(before), retentionOf(now)];
  // How long a door keeps what was sent is its owner's affair; readers rely on what is published.
  const isShorter = direction === 'given' && isKept < kept;
  return isShorter ? [...changed, { where, what: `records are kept for ${isKept} ms, and were for ${kept}` }] : changed;
}

function messageChanges(
  topic: string,
  [released, before]: readonly [JsonObject, JsonObject],
  [current, now]: readonly [JsonObject, JsonObject],
  direction: Direction,
): readonly BreakingChange[] {
  const messages = objectsAt(now, 'messages');
  return Object.entries(objectsAt(before, 'messages')).flatMap(([name, reference]) => {
    const where = `${topic} ${name}`;
    if (!messages[name]) return [{ where, what: 'the message is gone' }];
    const [was, is] = [followed(released, reference), followed(current, messages[name])];
    const renamed = ['name', 'contentType'].filter((member) => was[member] !== is[member]);
    const key = ['bindings', 'kafka', 'key'];
    const sides = (path: readonly string[]) =>
      [
        { root: released, schema: at(was, path) },
        { root: current, schema: at(is, path) },
      ] as const;
    return [
      ...renamed.map((member) => ({ where, what: `its ${member} changed` })),
      ...schemaChanges(`${where} key`, ...sides(key), direction),
      ...schemaChanges(`${where} headers`, ...sides(['headers']), direction),
      ...schemaChanges(where, ...sides(['payload']), direction),
    ];
  });
}

function directionOf(document: JsonObject, topic: string): Direction | undefined {
  const $ref = `#/channels/${topic}`;
  const operation = Object.values(objectsAt(document, 'operations')).find(
    (each) => at(each, ['channel', '$ref']) === $ref,
  );
  if (!operation) return undefined;
  return operation['action'] === 'receive' ? 'taken' : 'given';
}

const objectsAt = (object: JsonObject, name: string): Readonly<Record<string, JsonObject>> =>
  isObject(object[name]) ? (object[name] as Readonly<Record<string, JsonObject>>) : {};

const at = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

function retentionOf(channel: JsonObject): number {
  const retention = at(channel, ['bindings', 'kafka', 'topicConfiguration', 'retention.ms']);
  return typeof retention === 'number' && retention >= 0 ? retention : Infinity;
}
