import { commandOutcome, topicDeclarations, type Ingress, type MessageType } from '@tierline/contracts';
import { contexts, contractsOf, ownDoors, versionedName, type PublishedContext } from '../catalogue.js';
import { asJson, type JsonObject } from '../json.js';
import { asyncApiMessage, asyncApiSchemas, componentName, KAFKA_BINDING } from './asyncapi-messages.js';
import { deadLetterMessage, redriveOrderMessage, settlementMessage } from './put-aside-messages.js';

/** One topic as AsyncAPI describes it: its channel, and what its context does there. */
interface Described {
  readonly topic: string;
  readonly action: 'receive' | 'send';
  readonly summary: string;
  /** References to messages by the names that the channel has for them. */
  readonly messages: Readonly<Record<string, JsonObject>>;
  readonly also?: JsonObject;
}

/** One AsyncAPI 3.0 document of every topic that others write to or read. */
export function asyncApiDocument(): JsonObject {
  const described = contexts.flatMap((context) => topicsOf(context).map((each) => ({ ...each, context })));
  const messages = contexts.flatMap(contractsOf).filter(isOnKafka);
  return asJson({
    asyncapi: '3.0.0',
    info: {
      title: 'Tierline',
      version: '1.0.0',
      description: 'Commands, published events and outcomes on Kafka. Envelopes are CloudEvents 1.0 in binary mode.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(described.map((each) => [each.topic, channel(each, each.context)])),
    operations: Object.fromEntries(described.map((each) => [`${each.action}.${each.topic}`, operation(each)])),
    components: {
      messages: {
        ...Object.fromEntries(messages.map((each) => [componentName(each), asyncApiMessage(each)])),
        DeadLetter: deadLetterMessage,
        Settlement: settlementMessage,
        RedriveOrder: redriveOrderMessage,
      },
      schemas: asyncApiSchemas(messages),
    },
  });
}

const isOnKafka = ({ message }: { readonly message: MessageType }) =>
  contexts.every(({ httpOnly }) => !httpOnly.includes(message));

function topicsOf({ topics }: PublishedContext): readonly Described[] {
  const { context, events, outcomes, deadLetters, redriveOrders } = topics;
  const refer = (messages: readonly MessageType[]) =>
    Object.fromEntries(
      messages.map((message) => [
        versionedName(message),
        { $ref: `#/components/messages/${componentName({ context, message })}` },
      ]),
    );
  return [
    ...ownDoors(topics).map((each) => ({ ...received(each), messages: refer(each.commands) })),
    {
      topic: events.topic,
      action: 'send',
      summary: `What ${context} tells others of what has happened`,
      messages: refer(events.messages),
    },
    {
      topic: outcomes.topic,
      action: 'send',
      summary: `What became of each command that ${context} executed`,
      messages: refer([commandOutcome]),
    },
    {
      topic: deadLetters.topic,
      action: 'send',
      summary: `What ${context} had to put aside, and what became of it`,
      messages: {
        DeadLetter: { $ref: '#/components/messages/DeadLetter' },
        Settlement: { $ref: '#/components/messages/Settlement' },
      },
    },
    {
      topic: redriveOrders.topic,
      action: 'receive',
      summary: 'What operations want redriven or discarded: they alone may write here, by the command line',
      messages: { RedriveOrder: { $ref: '#/components/messages/RedriveOrder' } },
      also: { 'x-tierline-sender': redriveOrders.sender },
    },
  ];
}

const received = ({ topic, sender, channel }: Ingress) => ({
  topic,
  action: 'receive' as const,
  summary: `The door for ${sender}: only that kind of sender may write here, so the topic tells the actor`,
  also: { 'x-tierline-sender': sender, 'x-tierline-channel': channel },
});

function channel({ topic, summary, messages, also }: Described, { topics }: PublishedContext): JsonObject {
  const declaration = topicDeclarations(topics).find(({ name }) => name === topic);
  if (!declaration) throw new Error(`${topic} is not declared`);
  const { partitions, cleanupPolicy, retentionMs } = declaration;
  const topicConfiguration = {
    'cleanup.policy': [cleanupPolicy],
    ...(retentionMs !== undefined && { 'retention.ms': retentionMs }),
  };
  return {
    address: topic,
    description: summary,
    messages,
    bindings: { kafka: { topic, partitions, topicConfiguration, bindingVersion: KAFKA_BINDING } },
    ...also,
  };
}

const operation = ({ topic, action, summary, messages }: Described): JsonObject => ({
  action,
  channel: { $ref: `#/channels/${topic}` },
  summary,
  messages: Object.keys(messages).map((name) => ({ $ref: `#/channels/${topic}/messages/${name}` })),
});
