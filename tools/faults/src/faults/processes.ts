import { setTimeout as pause } from 'node:timers/promises';
import { apiKeys } from '../proxy/kafka-frames.js';
import { PUBLISHER, requestOf } from '../proxy/kill-points.js';
import type { PartName } from '@tierline/stack';
import { replicasOf } from '../cluster.js';
import { rightedBy, type Fault } from './fault.js';

/** Longer than the session of a consumer, so that others take over while it still believes in its own. */
const PAST_SESSION = 8_000;

/** A replica is stopped in the middle of what it does for longer than its sessions last, and then goes on. */
export const freeze: Fault = {
  about: 'a replica is stopped past its sessions and goes on',
  recoversFrom: 'strike',
  strike: async ({ cluster, random }) => {
    const { service } = random.pick(cluster.replicas);
    const at = performance.now();
    service.kill('SIGSTOP');
    return {
      at,
      heal: async () => {
        await pause(Math.max(0, at + PAST_SESSION - performance.now()));
        service.kill('SIGCONT');
      },
    };
  },
};

/** Whoever publishes is no longer heard by its group: another takes over while the first goes on. */
export const twoPublishers: Fault = {
  about: 'two replicas publish at once: the first is not heard by its group, and goes on',
  recoversFrom: 'strike',
  lasts: PAST_SESSION + 2_000,
  strike: ({ cluster, random }) =>
    new Promise((resolve) => {
      const replicas = replicasOf(cluster, random.pick(cluster.replicas).context);
      const publishes = requestOf(apiKeys.produce, PUBLISHER);
      const beats = requestOf(apiKeys.heartbeat, PUBLISHER);
      for (const { kafka } of replicas) {
        let isPublisher = false;
        kafka.gate = (piece) => {
          isPublisher ||= publishes(piece);
          if (!isPublisher || !beats(piece)) return false;
          replicas.forEach((each) => (each.kafka.gate = undefined));
          resolve({ at: performance.now(), heal: () => Promise.resolve() });
          return true;
        };
      }
    }),
};

/** A part is killed, and started again on what it has on its disk. */
export const killPart = (name: PartName, about: string): Fault => ({
  about,
  recoversFrom: 'strike',
  strike: async ({ cluster }) => {
    const part = cluster.stack.parts[name];
    if (!part?.kill || !part.restart) throw new Error(`${name} runs elsewhere and cannot be killed`);
    const at = performance.now();
    part.kill('SIGKILL');
    return rightedBy(at, part.restart());
  },
});

/** The clock of a replica is two hours ahead for a while. */
export const clockAhead: Fault = {
  about: 'the clock of a replica is two hours ahead',
  recoversFrom: 'end',
  lasts: 2_000,
  strike: async ({ cluster, random }) => {
    const { service } = random.pick(cluster.replicas);
    const { pid } = service;
    service.kill('SIGUSR2');
    return {
      at: performance.now(),
      heal: async () => {
        if (service.pid === pid) service.kill('SIGUSR2');
      },
    };
  },
};
