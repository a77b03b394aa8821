import { fileURLToPath } from 'node:url';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  deviceUnlockTopics,
  topicDeclarations,
  type ContextTopics,
  type Ingress,
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
  'customer-value': [watched(customerValueTopics)],
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

/** Whose door a topic is. `teller`: the context that names what is written to it. @throws {TypeError} for a topic that is nobody's */
export function doorOf(topic: string): { readonly context: string; readonly teller: string } {
  const doors = [deviceUnlockTopics, customerValueTopics].flatMap(({ context, ingress }) =>
    Object.values<Ingress>(ingress).map((door) => ({
      topic: door.topic,
      context,
      teller: door.publishedBy ?? context,
    })),
  );
  const found = doors.find((door) => door.topic === topic);
  if (!found) throw new TypeError(`${topic} is nobody's door`);
  return found;
}
