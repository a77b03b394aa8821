import { accepted, controllerOf, startSpecService } from './service.js';
import { specTopics } from './fixture.js';

// A service to be killed: it tells what it begins, and ends nothing but the commands whose key begins with "quick".
const [brokers = '', context = ''] = process.argv.slice(2);
const topics = specTopics(context);
const handle = controllerOf(topics.ingress.stores.topic, async ({ subject, envelope }) => {
  process.stdout.write(`${envelope.correlationId}\n`);
  if (!subject.startsWith('quick')) await new Promise(() => undefined);
  return accepted();
});
await startSpecService(brokers, topics, [handle]);
