import { mkdirSync, writeFileSync } from 'node:fs';
import { activationLockHistories } from './golden-activation-lock.js';
import { carrierUnlockHistories } from './golden-carrier-unlock.js';
import { goldenRecorder } from './golden-recorder.js';
import { goldenFolder } from './golden-streams.js';

// Writes what this build stores of some histories, once for each release: node make-golden-streams.js <release>
const [release = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(release)) throw new Error('name the release, as 1.2.3');

const recorder = goldenRecorder(release);
await activationLockHistories(recorder);
await carrierUnlockHistories(recorder);

const folder = new URL(`${release}/`, goldenFolder);
mkdirSync(goldenFolder, { recursive: true });
// Fails when the release has streams already: what was released is not written again.
mkdirSync(folder);
for (const [stream, events] of recorder.store.streams) {
  // What the context keeps beside its histories holds no decisions.
  if (!stream.startsWith('device_unlock.')) continue;
  const told = events.map(({ position: _, ...event }) => event);
  writeFileSync(new URL(`${encodeURIComponent(stream)}.json`, folder), `${JSON.stringify(told, undefined, 2)}\n`);
}
