import { startKafka, type FurtherListener, type RunningKafka, type TopicDeclaration } from '@tierline/kafka-dev';
import { ENDING, type Exit } from '../processes/child.js';
import type { Guard } from '../processes/guard.js';
import type { RunningPart } from './running-part.js';

/** Where the broker runs, what must exist on it, and whom to tell what. */
export interface KafkaContext {
  readonly dir: string;
  readonly port: number;
  readonly listeners: readonly FurtherListener[];
  readonly topics: readonly TopicDeclaration[];
  readonly guard: Guard;
  readonly onProgress: (text: string) => void;
  readonly onExit: (exit: Exit, logFile: string) => void;
}

/** Starts the broker of tools/kafka-dev with the declared topics; `url` is its list of brokers. */
export async function startKafkaPart(context: KafkaContext): Promise<RunningPart> {
  let run = await startRun(context, context.port);
  const port = Number(run.kafka.brokers.split(':').at(-1));
  return {
    url: run.kafka.brokers,
    get pid() {
      return run.kafka.pid;
    },
    kill: (signal) => {
      run.expectsExit ||= ENDING.has(signal);
      process.kill(run.kafka.pid, signal);
    },
    restart: async () => {
      await stopRun(run);
      run = await startRun(context, port);
    },
    stop: () => stopRun(run),
  };
}

/** One process of the broker, and whether it has been asked to end. */
interface Run {
  readonly kafka: RunningKafka;
  expectsExit: boolean;
}

async function startRun(context: KafkaContext, port: number): Promise<Run> {
  const { dir, listeners, topics, guard, onProgress, onExit } = context;
  const kafka = await startKafka({ dir, port, listeners, topics, onProgress });
  guard.add(kafka.pid);
  const run: Run = { kafka, expectsExit: false };
  void kafka.exited.then((exit) => {
    guard.remove(kafka.pid);
    if (!run.expectsExit) onExit(exit, kafka.logFile);
  });
  return run;
}

function stopRun(run: Run): Promise<void> {
  run.expectsExit = true;
  return run.kafka.stop();
}
