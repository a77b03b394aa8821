import { deviceUnlockRegistry, type DeviceUnlockPolicyValues } from '@tierline/device-unlock';
import { knownEvents, type PolicyBook } from '@tierline/kernel';
import {
  activatedPolicies,
  digest,
  directory,
  guard,
  knownOnly,
  personalData,
  seals,
  silentLog,
  standstill,
  type EventStoreConnection,
} from '@tierline/platform';
import { commands } from '../commands.js';
import { remarks } from '../personal-data/personal-data.js';
import { unlockCodes } from '../carrier-lock/unlock-codes.js';
import { policies as released } from './golden-streams.js';

const CONTEXT = 'device_unlock';
const key = Buffer.alloc(32, 9);

/** The application as one replica of the service has it. */
export type Replica = ReturnType<typeof replica>;

/**
 * A replica of the service on a real store: what it remembers is its own, what it stores is everybody's.
 *
 * @param book the versions of the policy that its build carries
 */
export function replica(
  { store, subscribe }: EventStoreConnection,
  book: PolicyBook<DeviceUnlockPolicyValues> = released,
) {
  const still = standstill(silentLog);
  const stored = { store, digest, build: 'b1' };
  const policies = activatedPolicies({ ...stored, context: CONTEXT, book, registry: deviceUnlockRegistry });
  const parts = { ...stored, policies };
  const privacy = { directory: directory(store, CONTEXT, key), seals: seals(store, CONTEXT, key) };
  const personal = personalData({ ...parts, ...privacy, context: CONTEXT, registry: deviceUnlockRegistry });
  const keeping = { codes: unlockCodes(key), seals: privacy.seals };
  return {
    still,
    handle: still.executes(commands(parts, guard(privacy.directory, privacy.seals), keeping)),
    activate: still.executes(policies.activate),
    forget: still.executes(personal.forget),
    remarks: still.executes(remarks(store, personal)),
    subscribe: knownOnly(subscribe, knownEvents(deviceUnlockRegistry, book)),
  };
}
