import { customerValueCommands } from '@tierline/contracts';
import { customerValueRegistry } from '@tierline/customer-value';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest, type Guard } from '@tierline/platform';
import { goldenRecorder, writeGoldenStreams } from '@tierline/platform/testing';
import { customersAt } from '../facts/customer-at.js';
import { commands } from '../commands.js';
import { followUps } from '../reactions/follow-ups.js';
import { actors, goldenHistories } from './golden-histories.js';
import { goldenFolder } from './golden-streams.js';
import { policies } from './policies.js';

// Writes what this build stores of some histories, once for each release: node make-golden-streams.js <release>
const [release = ''] = process.argv.slice(2);

/** A seal that tells nothing, in place of one that a key would make. */
const guard = (({ data, ...received }) => {
  const sealed = 'remark' in data ? { ...data, remark: 'sealed1:Z29sZGVu' } : data;
  return Promise.resolve({ ...received, data: sealed });
}) as Guard;

const store = memoryStore();
const parts = { store, digest, policies, build: release };
const recorder = goldenRecorder({
  ...{ context: 'customer-value', parts, registry: customerValueRegistry, usual: actors.orders },
  contracts: Object.values(customerValueCommands),
  handle: commands(parts, guard),
  followUps: followUps(customersAt(store)),
});
await goldenHistories(recorder);
writeGoldenStreams(goldenFolder, release, 'customer_value', store);
