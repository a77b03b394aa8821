import { accepted, controllerOf, startSpecService } from './service.js';
import { specTopics } from './fixture.js';

// A service that kills itself at one point of putting aside or redriving: after `parked`, `redriven` or `discarded` was seen, that is
// before the record's offset is saved or what was parked is removed; or with `executed`, before anything is told of the execution.
// Commands of the key "a" fail while the mood is "failing".
const [brokers = '', context = '', point = '', mood = ''] = process.argv.slice(2);
const topics = specTopics(context);
const die = () => process.kill(process.pid, 'SIGKILL');
let executions = 0;
const handle = controllerOf(topics.ingress.stores.topic, async ({ subject, envelope }) => {
  if (subject === 'a' && mood === 'failing') throw new RangeError('bug');
  process.stdout.write(`${envelope.correlationId}\n`);
  executions += 1;
  // The second one, so that it dies in the middle of a list.
  if (point === 'executed' && executions === 2) die();
  return accepted();
});
let seen = 0;
await startSpecService(brokers, topics, [handle], {
  observe: ({ kind }) => {
    if (kind !== point) return;
    seen += 1;
    if (seen === 2) die();
  },
});
