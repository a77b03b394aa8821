import { startKafka, type TopicDeclaration } from '@tierline/kafka-dev';
import { ENDING, type Exit } from '../processes/child.js';
import type { Guard } from '../processes/guard.js';
import type { RunningPart } from './running-part.js';

/** Where the broker runs, what must exist on it, and whom to tell what. */
export interface KafkaContext {
  readonly dir: string;
  readonly port: number;
  readonly topics: readonly TopicDeclaration[];
  readonly guard: Guard;
  readonly onProgress: (text: string) => void;
  readonly onExit: (exit: Exit, logFile: string) => void;
}

/** Starts the broker of tools/kafka-dev with the declared topics; `url` is its list of brokers. */
export async function startKafkaPart(context: KafkaContext): Promise<RunningPart> {
  const { dir, port, topics, guard, onProgress, onExit } = context;
  const kafka = await startKafka({ dir, port, topics, onProgress });
  guard.add(kafka.pid);
  let asked = false;
  void kafka.exited.then((exit) => {
    guard.remove(kafka.pid);
    if (!asked) onExit(exit, kafka.logFile);
  });
  return {
    url: kafka.brokers,
    pid: kafka.pid,
    kill: (signal) => {
      asked ||= ENDING.has(signal);
      process.kill(kafka.pid, signal);
    },
    stop: () => {
      asked = true;
      return kafka.stop();
    },
  };
}
