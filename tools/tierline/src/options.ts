import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  deviceUnlockTopics,
} from '@tierline/contracts';
import type { ContextTopics } from '@tierline/contracts';
import { Refusal } from './cli.js';

const contexts: Readonly<Record<string, ContextTopics>> = Object.fromEntries(
  [deviceUnlockTopics, customerValueTopics, callRoutingTopics, coverageComplaintsTopics]
    // One that has no door puts nothing aside.
    .filter(({ ingress }) => Object.keys(ingress).length > 0)
    .map((topics) => [topics.context, topics]),
);

/** The topics of a context by its name. @throws {Refusal} naming those that there are */
export function topicsOf(context: string): ContextTopics {
  const topics = Object.hasOwn(contexts, context) ? contexts[context] : undefined;
  if (topics) return topics;
  throw new Refusal(`--context must be one of ${Object.keys(contexts).join(', ')}, and is ${context}`);
}

/** Reads host:port, or several of them with commas between. @throws {Refusal} */
export function brokersOf(text = ''): readonly string[] {
  const brokers = text.split(',').map((each) => each.trim());
  const wrong = brokers.find((each) => !/^[\w.-]+:\d{1,5}$/.test(each));
  if (wrong === undefined) return brokers;
  throw new Refusal(`--brokers or KAFKA_BROKERS must be host:port with commas between, and is ${text || 'not set'}`);
}
