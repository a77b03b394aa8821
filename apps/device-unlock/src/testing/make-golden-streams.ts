import { writeGoldenStreams } from '@tierline/platform/testing';
import { activationLockHistories } from './golden-activation-lock.js';
import { carrierUnlockHistories } from './golden-carrier-unlock.js';
import { deviceUnlockRecorder } from './golden-recorder.js';
import { goldenFolder } from './golden-streams.js';

// Writes what this build stores of some histories, once for each release: node make-golden-streams.js <release>
const [release = ''] = process.argv.slice(2);
const recorder = deviceUnlockRecorder(release);
await activationLockHistories(recorder);
await carrierUnlockHistories(recorder);
writeGoldenStreams(goldenFolder, release, 'device_unlock', recorder.store);
