import { join } from 'node:path';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  topicDeclarations,
} from '@tierline/contracts';
import { replicas as replicasOf } from '@tierline/platform/testing';

/** What a stack with nothing but customer value consists of, which nobody else uses. */
export const PARTS = ['kafka', 'eventstore', 'identity'] as const;
export const TOPICS = [customerValueTopics, callRoutingTopics, coverageComplaintsTopics].flatMap(topicDeclarations);

/** Replicas of these names, in processes of their own. @param env settings besides the usual ones */
export const replicas = (names: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  replicasOf(join(import.meta.dirname, '..', 'main.js'), names, env);
