import { deviceUnlockCommands } from '@tierline/contracts';
import { deviceUnlockRegistry, type RequestId } from '@tierline/device-unlock';
import type { Actor, Instant } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest, type Guard, type ReceivedCommand } from '@tierline/platform';
import { goldenRecorder } from '@tierline/platform/testing';
import { aggregates } from '../aggregates.js';
import { commands } from '../commands.js';
import { reportMissedDeadlines } from '../deadlines/deadlines.js';
import { facts } from '../facts/facts.js';
import { followUps } from '../reactions/follow-ups.js';
import type { CodeKeeping } from '../carrier-lock/settle-carrier-unlock.js';
import { policies } from './golden-streams.js';

/** Who sends the commands of a history. */
export const actors = {
  ada: { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' },
  bo: { id: 'agent-bo', role: 'tier2-agent', channel: 'phone' },
  cleo: { id: 'clerk-cleo', role: 'store-clerk', channel: 'store', employer: 'partner', site: 'leipzig-1' },
  system: { id: '/registers', role: 'system', channel: 'system' },
} as const satisfies Record<string, Actor>;

/** Tokens that tell what they stand for, in place of those that a directory would make by chance. */
const guard = ((received: ReceivedCommand) => {
  const tokens = (_: string, value: unknown) => (isIdentity(value) ? `device-token-${value.value.slice(-4)}` : value);
  return Promise.resolve({ ...received, data: JSON.parse(JSON.stringify(received.data, tokens)) as object });
}) as unknown as Guard;
const isIdentity = (value: unknown): value is { readonly value: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && 'value' in value;

const keeping = {
  codes: { codeOf: () => '0000000000000000' },
  seals: { seal: () => Promise.resolve('sealed1:Z29sZGVu'), open: () => Promise.resolve('0000000000000000') },
} as unknown as CodeKeeping;

/** Records histories of device unlock as a release stores them. */
export function deviceUnlockRecorder(release: string) {
  const store = memoryStore();
  const parts = { store, digest, policies, build: release };
  const recorder = goldenRecorder({
    ...{ context: 'device-unlock', parts, registry: deviceUnlockRegistry, usual: actors.ada },
    contracts: Object.values(deviceUnlockCommands),
    handle: commands(parts, guard, keeping),
    followUps: followUps(store, facts(store, digest)),
  });
  const all = aggregates(parts);
  return {
    ...recorder,
    tell: (type: string, data: object, at?: Instant, subject = 'registers') =>
      recorder.send(subject, type, data, actors.system, at),
    /** Reports a deadline that has passed. */
    missDeadline: async (of: 'carrier-unlock' | 'retailer-enquiry', requestId: string, at: Instant): Promise<void> => {
      const passed = {
        stream: requestId,
        requestId: requestId as RequestId,
        of,
        setBy: requestId,
        status: 'open',
      } as const;
      const list = () => [{ ...passed, dueAt: '2026-03-02T00:00:00.000Z' as Instant }];
      await reportMissedDeadlines({ list }, all, digest, () => at);
    },
  };
}

/** What histories are told with. */
export type GoldenRecorder = ReturnType<typeof deviceUnlockRecorder>;
