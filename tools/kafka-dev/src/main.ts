import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { KafkaDevError } from './errors.js';
import { startKafka } from './start-kafka.js';
import type { TopicDeclaration } from './topic-declaration.js';

const USAGE = 'usage: node tools/kafka-dev/dist/main.js --dir FOLDER [--port N] [--topics FILE.json] [--cache FOLDER]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '0' },
      topics: { type: 'string' },
      cache: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!values.dir || !Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(USAGE);
  const topics = values.topics ? (JSON.parse(await readFile(values.topics, 'utf8')) as TopicDeclaration[]) : [];
  const kafka = await startKafka({
    ...{ dir: values.dir, port, topics, onProgress: (text: string) => console.error(text) },
    ...(values.cache !== undefined && { cacheDir: values.cache }),
  });
  // Whoever reads that it is ready may ask it to stop at once.
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  console.log(`ready ${kafka.brokers}`);
  const ended = await Promise.race([asked.then(() => 'asked'), kafka.exited.then(() => 'ended')]);
  if (ended === 'ended') throw new Error(`the broker ended by itself, see broker.log in ${values.dir}`);
  await kafka.stop();
}

try {
  await main();
} catch (error) {
  const expected = error instanceof KafkaDevError || (error instanceof Error && error.message === USAGE);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
