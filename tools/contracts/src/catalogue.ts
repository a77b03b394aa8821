import {
  callRoutingTopics,
  carrierUnlockCommands,
  commandOutcome,
  coverageComplaintsTopics,
  customerDeskCommands,
  customerValueOperations,
  customerValueTopics,
  deviceUnlockTopics,
  personalDataCommands,
  policyCommands,
  requestSourceCommands,
  type ContextTopics,
  type Ingress,
  type MessageType,
} from '@tierline/contracts';

/** What a message is to whoever meets it. */
export type MessageKind = 'command' | 'event' | 'outcome';

/** One published message of a context. */
export interface Contract {
  readonly context: string;
  readonly kind: MessageKind;
  readonly message: MessageType;
}

/** A context: its topics, and the commands that it takes by HTTP alone. */
export interface PublishedContext {
  readonly topics: ContextTopics;
  readonly httpOnly: readonly MessageType[];
}

/** Every context that publishes anything. A new context is added here, and nowhere else in this tool but its samples. */
export const contexts: readonly PublishedContext[] = [
  {
    topics: deviceUnlockTopics,
    httpOnly: [
      ...Object.values(personalDataCommands),
      ...Object.values(policyCommands),
      ...Object.values(requestSourceCommands),
      carrierUnlockCommands.showCode,
      carrierUnlockCommands.acknowledgeCode,
    ],
  },
  {
    topics: customerValueTopics,
    httpOnly: [...Object.values(customerDeskCommands), ...Object.values(customerValueOperations)],
  },
  { topics: callRoutingTopics, httpOnly: [] },
  { topics: coverageComplaintsTopics, httpOnly: [] },
];

/** The doors of a context but for those through which another one's published events come: they are described with that one. */
export const ownDoors = ({ ingress }: ContextTopics): readonly Ingress[] =>
  Object.values(ingress).filter(({ publishedBy }) => publishedBy === undefined);

/** Every message of a context: commands by their doors, then events, then the outcome. */
export function contractsOf({ topics, httpOnly }: PublishedContext): readonly Contract[] {
  const { context } = topics;
  const byKafka = ownDoors(topics).flatMap(({ commands }) => commands);
  // A command that two kinds of sender may send is one message.
  const commands = [...new Set([...byKafka, ...httpOnly])];
  return [
    ...commands.map((message) => ({ context, kind: 'command', message }) as const),
    ...topics.events.messages.map((message) => ({ context, kind: 'event', message }) as const),
    { context, kind: 'outcome', message: commandOutcome },
  ];
}

/** Every message of every context. */
export const contracts: readonly Contract[] = contexts.flatMap(contractsOf);

/** The name of a message within its context, in one version: `SubmitProof.v1`. */
export const versionedName = ({ name, version }: MessageType): string => `${name}.v${String(version)}`;
