import { deviceUnlockCommands, type MessageType } from '@tierline/contracts';
import { deviceUnlockRegistry, type RequestId } from '@tierline/device-unlock';
import {
  executor,
  noFacts,
  personalDataCategory,
  personalDataDecider,
  streamName,
  type Actor,
  type CommandId,
  type EventMetadata,
  type Instant,
  type StoredEvent,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest, type Guard, type ReceivedCommand } from '@tierline/platform';
import { aggregates } from '../aggregates.js';
import { commands } from '../commands.js';
import { reportMissedDeadlines } from '../deadlines/deadlines.js';
import { facts } from '../facts/facts.js';
import { followUps } from '../reactions/follow-ups.js';
import type { CodeKeeping } from '../carrier-lock/settle-carrier-unlock.js';
import { policies } from './golden-streams.js';

const FIRST = Date.parse('2026-03-02T10:00:00.000Z');
const MINUTE = 60_000;

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

/** Records histories as a release stores them: ids and moments are counted, so the same histories are the same bytes. */
export function goldenRecorder(release: string) {
  const store = memoryStore();
  const parts = { store, digest, policies, build: release };
  const all = aggregates(parts);
  const handle = commands(parts, guard, keeping);
  const follow = followUps(store, facts(store, digest));
  const onPersonalData = executor({
    ...parts,
    decider: personalDataDecider,
    creates: ['ForgetSubject', 'DiscloseValue'],
    registry: deviceUnlockRegistry,
    gather: noFacts,
  });
  const followed = new Set<string>();
  const isNew = (id: string, stream: string) => !followed.has(id) && stream.startsWith('device_unlock.');
  let number = 0;

  const next = (subject: string, actor: Actor) => {
    number += 1;
    const at = new Date(FIRST + number * MINUTE).toISOString() as Instant;
    const envelope = { correlationId: `case-${subject}`, ...(number % 2 === 0 && { traceparent: trace(number) }) };
    return { id: digest.uuid(['golden', release, number]) as CommandId, at, actor, subject, envelope };
  };

  const send = async (subject: string, type: string, data: object = {}, actor: Actor = actors.ada, at?: Instant) => {
    const contracts = Object.values(deviceUnlockCommands) as readonly MessageType[];
    if (!contracts.some(({ name }) => name === type)) throw new Error(`no command is ${type}`);
    const command = { type, data, ...next(subject, actor) };
    await handle({ ...command, ...(at !== undefined && { at }) });
  };

  return {
    store,
    send,
    tell: (type: string, data: object, at?: Instant, subject = 'registers') =>
      send(subject, type, data, actors.system, at),
    /** Does what follows from everything that is stored, until nothing more does. */
    followUp: async (): Promise<void> => {
      for (;;) {
        const events = [...store.streams.values()].flat().filter(({ id, stream }) => isNew(id, stream));
        if (events.length === 0) return;
        for (const event of events.toSorted((a, b) => Number(a.position.commit - b.position.commit))) {
          followed.add(event.id);
          for (const { type, data } of await follow(event as StoredEvent<EventMetadata>)) {
            const itself: Actor = { id: '/tierline/device-unlock', role: 'device-unlock', channel: 'system' };
            await send('internal', type.split('.')[2] ?? '', data, itself);
          }
        }
      }
    },
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
    personal: async (type: 'ForgetSubject' | 'DiscloseValue', subject: string, rest: object = {}): Promise<void> => {
      const { id, at, actor, envelope } = next(subject, { id: 'supervisor-sam', role: 'supervisor', channel: 'phone' });
      const command = { type, data: { subject, ...rest } } as Pick<
        Parameters<typeof onPersonalData>[1],
        'type' | 'data'
      >;
      const stream = streamName(personalDataCategory('device_unlock'), subject);
      await onPersonalData(stream, { id, at, actor, ...command } as Parameters<typeof onPersonalData>[1], envelope);
    },
  };
}

/** What histories are told with. */
export type GoldenRecorder = ReturnType<typeof goldenRecorder>;

const trace = (span: number) => `00-0af7651916cd43dd8448eb211c80319c-${span.toString(16).padStart(16, '0')}-01`;
