import { setTimeout as pause } from 'node:timers/promises';
import { customerValueTopics, deviceUnlockTopics, type Role } from '@tierline/contracts';
import type { Stack } from '@tierline/stack';
import type { FoundRecord } from '../history.js';
import type { TopicReader } from '../observe/topics.js';
import type { Random } from '@tierline/chance';
import { httpDoor, tokenRequest } from './http-door.js';
import { kafkaDoor, type KafkaDoor } from './kafka-door.js';
import type { Ledger } from './ledger.js';
import { customerLives } from './customer-lives.js';
import { lives, type Doors } from './lives.js';

/** Senders at both doors. */
export interface Workload {
  readonly doors: Doors;
  readonly kafka: KafkaDoor;
  /** Sends, in a bounded stream, until it is told to stop; resolves when whatever was begun has been acknowledged. */
  readonly run: (until: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What senders need. */
export interface WorkloadOptions {
  readonly stack: Pick<Stack, 'kafkaBrokers' | 'token'>;
  readonly urls: readonly string[];
  readonly ledger: Ledger;
  readonly reader: TopicReader;
  readonly random: Random;
  /** The contexts whose doors are used. */
  readonly contexts: readonly string[];
}

/** Between the beginnings of two lives, in milliseconds: some 50 commands a second, follow-ups among them. */
const PACE = 150;
const TOKEN_LIFE = 240_000;
const FOLLOW_UP_PATIENCE = 60_000;
/** One of so many lives is followed by a delivery that was there before. */
const REDELIVERED = 3;

/** Connects senders to a running cluster. */
export async function workload({ stack, urls, ledger, reader, random, contexts }: WorkloadOptions): Promise<Workload> {
  const nextId = () => random.uuid();
  const kafka = await kafkaDoor(stack.kafkaBrokers, ledger, nextId);
  const token = tokens(stack);
  const http = httpDoor({ urls, token, ledger, nextId });
  const followedUp = (command: string, subject: string) => {
    const isIt = ({ topic, data }: FoundRecord) =>
      topic === deviceUnlockTopics.outcomes.topic && data?.['command'] === command && data['subject'] === subject;
    return reader.awaits(`the outcome of ${command} of ${subject}`, isIt, FOLLOW_UP_PATIENCE);
  };
  const doors: Doors = {
    kafka: (wish) => kafka.send(wish),
    http: (wish) => http(wish, `http/${nextId()}`),
    followedUp,
  };
  const kinds = [
    ...(contexts.includes(deviceUnlockTopics.context) ? [lives(random)] : []),
    ...(contexts.includes(customerValueTopics.context) ? [customerLives(random)] : []),
  ];
  return {
    doors,
    kafka,
    run: async (until) => {
      const failures: unknown[] = [];
      const begun: Promise<unknown>[] = [];
      const begin = (life: Promise<void>) => begun.push(life.catch((error: unknown) => failures.push(error)));
      while (!until.aborted && failures.length === 0) {
        // Requests of one life are one sender's: the next is sent when the one before was answered.
        const lane = `http/${nextId()}`;
        for (const nextLife of kinds) begin(nextLife()({ ...doors, http: (wish) => http(wish, lane) }));
        if (random.below(REDELIVERED) === 0) begin(kafka.sendAgain(random));
        await pause(PACE);
      }
      await Promise.all(begun);
      if (failures.length > 0) throw new AggregateError(failures, 'what was sent was not heard');
    },
    close: () => kafka.close(),
  };
}

/** One token for each role, asked for anew before it ends. */
function tokens(stack: Pick<Stack, 'token'>): (role: Role) => Promise<string> {
  const known = new Map<Role, { readonly token: Promise<string>; readonly since: number }>();
  return (role) => {
    const found = known.get(role);
    if (found && performance.now() - found.since < TOKEN_LIFE) return found.token;
    const token = stack.token(tokenRequest(role));
    known.set(role, { token, since: performance.now() });
    return token;
  };
}
