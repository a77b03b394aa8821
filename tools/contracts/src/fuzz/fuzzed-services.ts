import { customerValueTopics, deviceUnlockTopics, type ContextTopics, type MessageType } from '@tierline/contracts';

/** A service that is fuzzed. */
export interface FuzzedService {
  readonly name: string;
  readonly topics: ContextTopics;
  /** Whether a command may be the first that is heard of its aggregate. */
  readonly begins: (message: MessageType) => boolean;
}

/** Every service that is fuzzed. A new one is added here, and nowhere else in this folder. */
export const fuzzedServices: readonly FuzzedService[] = [
  { name: 'device-unlock', topics: deviceUnlockTopics, begins: ({ name }) => name.startsWith('Request') },
  { name: 'customer-value', topics: customerValueTopics, begins: ({ name }) => name.startsWith('Record') },
];
