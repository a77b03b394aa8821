import type { Direction, Toxic } from '../proxy/toxics.js';
import type { TcpProxy } from '../proxy/tcp-proxy.js';
import type { Fault, FaultContext } from './fault.js';

const BOTH: readonly Direction[] = ['upstream', 'downstream'];
const PAST_SESSION = 8_000;
const A_WHILE = 3_000;

const all = ({ cluster }: FaultContext): readonly TcpProxy[] =>
  cluster.replicas.flatMap(({ kafka, store }) => [kafka, store]);
const ofOne = ({ cluster, random }: FaultContext): readonly TcpProxy[] => {
  const { kafka, store } = random.pick(cluster.replicas);
  return [kafka, store];
};

/** Toxics on some ways for a while. */
const poisoned = (
  about: string,
  ways: (context: FaultContext) => readonly TcpProxy[],
  toxics: readonly Toxic[],
  lasts = A_WHILE,
): Fault => ({
  about,
  recoversFrom: 'end',
  lasts,
  strike: async (context) => {
    const remedies = ways(context).flatMap((way) =>
      toxics.flatMap((toxic) => BOTH.map((direction) => way.add(direction, toxic))),
    );
    const heal = async () => remedies.forEach((remove) => remove());
    return { at: performance.now(), heal };
  },
});

/** Kafka and the store are slow to everybody. */
export const slow = poisoned('Kafka and the store answer 50 ms later to everybody', all, [
  { type: 'latency', latency: 25 },
]);

/** Little goes through, and in small pieces. */
export const narrow = poisoned('the ways of a replica carry 64 kB/s, in pieces of 200 bytes', ofOne, [
  { type: 'bandwidth', rate: 64 },
  { type: 'slicer', averageSize: 200, delay: 0.5 },
]);

/** Nothing goes through and nobody says so, for longer than a session lasts. */
export const blackhole = poisoned(
  'nothing passes between a replica and Kafka and store, past its sessions',
  ofOne,
  [{ type: 'timeout', timeout: 0 }],
  PAST_SESSION,
);

/** Every connection ends in the middle of a message. */
export const cutShort = poisoned('connections of a replica end after 30 kB', ofOne, [
  { type: 'limit_data', bytes: 30_000 },
]);

/** Connections are reset as soon as something passes. */
export const resets = poisoned('connections of a replica are reset 200 ms after they are used', ofOne, [
  { type: 'reset_peer', timeout: 200 },
]);

/** Every connection of everybody is reset at once. */
export const resetAll: Fault = {
  about: 'every connection to Kafka and to the store is reset at once',
  recoversFrom: 'strike',
  strike: async (context) => {
    all(context).forEach((way) => way.cut());
    return { at: performance.now(), heal: () => Promise.resolve() };
  },
};
