import type { KillPoint } from '../proxy/kill-points.js';
import { replicasOf } from '../cluster.js';
import type { Fault, FaultContext } from './fault.js';
import { failingKey, type FailingKey } from './failing-key.js';
import { firstKilledAt } from './kills.js';

/** Who parks and redrives a key. */
const owners = ({ cluster }: FaultContext, { context }: FailingKey) => replicasOf(cluster, context);

/** A key begins to fail, and whoever parks it is killed meanwhile. Nothing is lost of it until it is redriven, and then has its effect. */
export const killWhileParking = (point: KillPoint, about: string): Fault => ({
  about,
  recoversFrom: 'strike',
  strike: async (context) => {
    const key = failingKey(context);
    const [{ at, heal }] = await Promise.all([firstKilledAt(point, owners(context, key)), key.send()]);
    return {
      at,
      heal: async () => {
        await heal();
        await key.isParked();
        // Whatever else was sent is settled, and none of the key is lost or was decided, while it is parked.
        await context.quiet();
        await key.mend();
        await key.redrive();
      },
    };
  },
});

/** A key is parked and put right, and whoever redrives it is killed meanwhile. */
export const killWhileRedriving = (point: KillPoint, about: string): Fault => ({
  about,
  recoversFrom: 'strike',
  strike: async (context) => {
    const key = failingKey(context);
    await key.send();
    await key.isParked();
    await key.mend();
    const killed = firstKilledAt(point, owners(context, key));
    const redriven = key.redrive();
    void Promise.allSettled([redriven]);
    // An order that cannot be given tells more than that nobody came to carry it out.
    const { at, heal } = await Promise.race([killed, redriven.then(() => killed)]);
    return {
      at,
      heal: async () => {
        await heal();
        await redriven;
      },
    };
  },
});
