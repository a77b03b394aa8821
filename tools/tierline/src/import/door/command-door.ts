import type { ContextTopics } from '@tierline/contracts';
import {
  DependencyUnavailable,
  inventory,
  kafkaClient,
  pause,
  recordLog,
  silentLog,
  type PutAside,
} from '@tierline/platform';
import { EXIT, Refusal } from '../../cli.js';
import type { FactRecord } from '../fact.js';
import { answers, type AnswerCounts } from './answers.js';
import { followOutcomes } from './outcomes.js';
import { sender } from './sender.js';
import { taken } from './taken.js';

/** Where a service takes commands by Kafka, and how it answers them. */
export interface CommandDoor {
  /**
   * Sends commands of one key and one topic in their order.
   *
   * @returns when the service has taken the last of them: what is sent then comes after it, by whichever topic
   */
  send(records: readonly FactRecord[]): Promise<void>;
  /** Waits until commands that the service has taken are answered, or known to have been answered before. */
  answered(commandIds: readonly string[]): Promise<void>;
  readonly answeredCount: () => number;
  counts(): AnswerCounts;
  /** Of what was sent: what was put aside and is not settled. Such a command counts as known, since nothing answers it. */
  putAside(): Promise<readonly PutAside[]>;
  close(): Promise<void>;
}

/** How patient the importer is, in milliseconds. */
export interface Patience {
  /** How long nothing may be answered until what is not answered counts as known. */
  readonly quiet: number;
  /** How long the service may take nothing of what was sent. */
  readonly idle: number;
}

/** It takes less until another replica publishes when the one that did has died. */
const PATIENCE: Patience = { quiet: 15_000, idle: 60_000 };
const LOOK_AGAIN = 200;

/**
 * Opens the doors of a service.
 *
 * @param topics of its context
 * @throws {DependencyUnavailable}
 */
export async function commandDoor(
  brokers: readonly string[],
  topics: ContextTopics,
  { quiet, idle }: Patience = PATIENCE,
): Promise<CommandDoor> {
  const { context, ingress, outcomes, deadLetters, parked } = topics;
  const kafka = kafkaClient({ brokers, clientId: 'tierline-cli' }, silentLog);
  const doors = Object.values(ingress).map(({ topic }) => topic);
  const admin = kafka.admin();
  const log = recordLog(kafka);
  const heard = answers(quiet);
  const far = taken(admin, `tierline.${context}`, doors);
  const broken = new AbortController();
  const stop = new AbortController();
  const fail = (error: unknown) => {
    broken.abort(error);
    far.fail(error);
    heard.fail(error);
  };
  const watch = async () => {
    let [movedAt, answered] = [performance.now(), 0];
    while (!isAborted(stop.signal)) {
      // Offsets are saved batch by batch, and a batch may take long.
      const isMoving = (await far.look()) > 0 || heard.answeredCount() > answered || far.waiting === 0;
      if (isMoving) [movedAt, answered] = [performance.now(), heard.answeredCount()];
      if (performance.now() - movedAt > idle)
        throw new Refusal(`${context} has taken nothing for ${idle / 1_000} s: is it running?`, EXIT.notDone);
      heard.look();
      await pause(LOOK_AGAIN, stop.signal);
    }
  };

  const closers: (() => Promise<void>)[] = [() => log.close(), () => admin.disconnect()];
  const close = async () => {
    stop.abort();
    for (const each of closers.toReversed()) await each();
  };
  try {
    const to = await sender(kafka, doors);
    closers.push(() => to.close());
    closers.push(await followOutcomes(brokers, outcomes.topic, { hear: heard.hear, fail }));
    await admin.connect();
    const watching = watch().catch((error: unknown) => {
      fail(error instanceof Refusal ? error : new DependencyUnavailable('Kafka', { cause: error }));
    });
    closers.push(() => watching);
    return {
      send: async (records) => {
        broken.signal.throwIfAborted();
        heard.expect(records.map(({ commandId }) => commandId));
        const place = await to.send(records);
        // Nobody looks at what is reached any more once something has broken.
        broken.signal.throwIfAborted();
        await far.reached(place);
      },
      answered: async (commandIds) => {
        broken.signal.throwIfAborted();
        await heard.settled(commandIds);
      },
      answeredCount: heard.answeredCount,
      counts: heard.counts,
      putAside: async () => {
        const all = await inventory(log, { deadLetters: deadLetters.topic, parked: parked.topic });
        return all.filter(({ state, id }) => state !== 'settled' && to.hasWritten(id));
      },
      close,
    };
  } catch (cause) {
    await close();
    throw new DependencyUnavailable('Kafka', { cause });
  }
}

/** A function, since the compiler takes a property that it has once seen false to be false for good. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
