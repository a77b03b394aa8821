import type { Replica } from '../cluster.js';
import { killPoints, type KillPoint } from '../proxy/kill-points.js';
import { rightedBy, type Disturbance, type Fault } from './fault.js';

const PATIENCE = 60_000;

/** Of a service, whichever replica comes to a point of its work first is killed there, and started again. */
export const killAt = (point: KillPoint, about: string): Fault => ({
  about,
  recoversFrom: 'strike',
  strike: ({ cluster: { replicas }, random }) => {
    const { context } = random.pick(replicas);
    return firstKilledAt(
      point,
      replicas.filter((each) => each.context === context),
    );
  },
});

/** Kills whichever replica comes to a point of its work first from now on. @throws {Error} when nobody comes to it in time */
export const firstKilledAt = (point: KillPoint, replicas: readonly Replica[]): Promise<Disturbance> =>
  new Promise((resolve, reject) => {
    const { part, moment } = killPoints[point];
    const disarm = () => replicas.forEach((replica) => (replica[part].gate = undefined));
    const tooLate = setTimeout(() => {
      disarm();
      reject(new Error(`no replica came to the point ${point} within ${String(PATIENCE)} ms`));
    }, PATIENCE);
    for (const replica of replicas) {
      const hasCome = moment();
      replica[part].gate = (piece) => {
        if (!hasCome(piece)) return false;
        disarm();
        clearTimeout(tooLate);
        resolve(kill(replica));
        return true;
      };
    }
  });

/** One of the replicas is killed at any moment, and started again. */
export const killSome: Fault = {
  about: 'killed at any moment',
  recoversFrom: 'strike',
  strike: async ({ cluster, random }) => kill(random.pick(cluster.replicas)),
};

/** One of the replicas is told to stop at the peak; it is not started again before the others have taken its work over. */
export const terminate: Fault = {
  about: 'told to stop at the peak',
  recoversFrom: 'strike',
  strike: async ({ cluster, random }) => {
    const { service } = random.pick(cluster.replicas);
    const at = performance.now();
    service.kill('SIGTERM');
    return { at, heal: () => service.exited.then(() => service.restart()) };
  },
};

function kill(replica: Replica): Disturbance {
  const at = performance.now();
  const { service } = replica;
  const { exited } = service;
  service.kill('SIGKILL');
  return rightedBy(
    at,
    exited.then(() => service.restart()),
  );
}
