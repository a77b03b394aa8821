import { fileURLToPath } from 'node:url';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  deviceUnlockTopics,
  topicDeclarations,
  type ContextTopics,
} from '@tierline/contracts';

/** A service that rounds are played with. */
export interface WatchedService {
  readonly topics: ContextTopics;
  /** The program. */
  readonly main: string;
}

const watched = (topics: ContextTopics): WatchedService => ({
  topics,
  main: fileURLToPath(new URL(`../../../apps/${topics.context}/dist/main.js`, import.meta.url)),
});

/** What can be played with, by what the command line calls it. */
export const serviceSets = {
  'device-unlock': [watched(deviceUnlockTopics)],
  both: [watched(deviceUnlockTopics), watched(customerValueTopics)],
} as const satisfies Readonly<Record<string, readonly WatchedService[]>>;

/** The name of a set of services. */
export type ServiceSet = keyof typeof serviceSets;

/** Whether a text names such a set. */
export const isServiceSet = (text: string): text is ServiceSet => Object.hasOwn(serviceSets, text);

/** Every topic that services write or hear of, those of contexts that do not run among them. */
export const allTopics = [deviceUnlockTopics, customerValueTopics, callRoutingTopics, coverageComplaintsTopics].flatMap(
  (topics) => topicDeclarations(topics),
);

/** The context whose door a topic is. @throws {TypeError} for a topic that is nobody's */
export function contextOf(topic: string): string {
  const found = [deviceUnlockTopics, customerValueTopics].find(({ ingress }) =>
    Object.values(ingress).some((door) => door.topic === topic),
  );
  if (!found) throw new TypeError(`${topic} is nobody's door`);
  return found.context;
}
