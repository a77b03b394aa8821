import { startStack } from '@tierline/stack';

// Started by shared-stack.mjs: says where broker and event store are, and stops them when it is told to or left alone.
const [dir = ''] = process.argv.slice(2);
const stack = await startStack({ dir, parts: ['kafka', 'eventstore'], topics: [] });
process.stdout.write(`${JSON.stringify({ KAFKA_BROKERS: stack.kafkaBrokers, EVENTSTORE_URL: stack.eventStoreUrl })}\n`);

/** @type {Promise<void> | undefined} */
let stopping;
const stop = () => {
  stopping ??= stack.stop().then(() => process.exit());
  void stopping;
};
process.stdin.resume().once('end', stop);
process.once('SIGTERM', stop);
