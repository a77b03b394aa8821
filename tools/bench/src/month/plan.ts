import { isImei } from '@tierline/contracts';
import type { DeviceUnlockPolicyValues } from '@tierline/device-unlock';
import { random, type Random } from '@tierline/chance';

/** A request for an activation lock to be taken off. */
export interface PlannedRequest {
  /** What the source calls itself. */
  readonly source: string;
  /** Counts the requests of the plan. */
  readonly number: number;
  readonly imei: string;
}

/** A source, and what must become of it. */
export interface PlannedSource {
  readonly name: string;
  readonly requests: number;
  readonly duplicates: number;
  readonly isBlocked: boolean;
  /** How many of its requests are refused. */
  readonly refused: number;
}

/** A month of traffic. */
export interface Plan {
  readonly requests: readonly PlannedRequest[];
  readonly sources: readonly PlannedSource[];
}

type Limits = DeviceUnlockPolicyValues['requestSources'];

const MILLE = 1000;
/** How many times the limit a busy source asks. */
const BUSY = 3;
const MILLISECONDS = 30 * 24 * 3_600_000;
const SERIALS = 1_000_000;
const SERIAL_DIGITS = 6;
const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));
/** What a source that was blocked still asks for. */
const AFTERWARDS = 20;
const ORDINARY = { least: 20, most: 160, duplicateShare: 0.06 };

/**
 * Plans a month: sources just below and just above both limits of DU-15, and ordinary ones until there are enough requests.
 * The order of a source's requests is kept; those of different sources are mixed.
 *
 * @param size requests at least
 * @param tacs what the devices are of
 */
export function planMonth(size: number, seed: number, tacs: readonly string[], limits: Limits): Plan {
  const chance = random(seed);
  const devices = imeis(tacs, chance);
  const sources = [...belowLimits(limits), ...aboveLimits(limits)].map(([all, duplicates], index) =>
    source(`planted-${String(index)}`, repeatsAtEnd(all, duplicates), devices, limits),
  );
  for (let number = 0; sumOf(sources) < size; number += 1) {
    sources.push(source(`store-${String(number)}`, ordinary(chance, limits), devices, limits));
  }
  return { requests: mixed(sources, chance), sources: sources.map(({ told }) => told) };
}

/** All requests and the duplicates among them, neither limit exceeded or only one. */
function belowLimits({ requestsPerMonth: most, duplicatesPerMille: share }: Limits): readonly [number, number][] {
  const busy = most * BUSY;
  return [
    [most, Math.floor(most / 2)],
    [most + 1, Math.floor(((most + 1) * share) / MILLE)],
    [busy, Math.floor((busy * share) / MILLE)],
    [busy, 0],
  ];
}

/** All requests and the duplicates among them, both limits exceeded by one. */
function aboveLimits(limits: Limits): readonly [number, number][] {
  const [, atLeast, busy] = belowLimits(limits);
  return [atLeast, busy].flatMap((each) => (each ? [[each[0], each[1] + 1] satisfies [number, number]] : []));
}

/** For each request whether it asks for a device again: the last ones do, so that the limit is met at the end. */
const repeatsAtEnd = (all: number, duplicates: number): readonly boolean[] =>
  Array.from({ length: all }, (_, index) => index >= all - duplicates);

/** A source that stays below the share whenever it is looked at. */
function ordinary(random: Random, { duplicatesPerMille }: Limits): readonly boolean[] {
  const length = random.between(ORDINARY.least, ORDINARY.most);
  let duplicates = 0;
  return Array.from({ length }, (_, index) => {
    const mayRepeat = (duplicates + 1) * MILLE <= duplicatesPerMille * index;
    const repeats = mayRepeat && random.chance(ORDINARY.duplicateShare);
    if (repeats) duplicates += 1;
    return repeats;
  });
}

interface Drawn {
  readonly told: PlannedSource;
  readonly imeis: readonly string[];
}

/** Draws the devices, and works out what must become of the source: here nothing of the service is asked. */
function source(name: string, repeats: readonly boolean[], next: () => string, limits: Limits): Drawn {
  const first: string[] = [];
  let [duplicates, blockedAfter] = [0, 0];
  const drawn = repeats.map((isRepeat, index) => {
    if (isRepeat) duplicates += 1;
    const isTooMany = index >= limits.requestsPerMonth && duplicates * MILLE > limits.duplicatesPerMille * (index + 1);
    if (isTooMany && blockedAfter === 0) blockedAfter = index + 1;
    const imei = isRepeat ? (first[duplicates - 1] ?? '') : next();
    if (!isRepeat) first.push(imei);
    return imei;
  });
  const isBlocked = blockedAfter > 0;
  const afterwards = isBlocked ? Array.from({ length: AFTERWARDS }, next) : [];
  const all = [...drawn, ...afterwards];
  const refused = isBlocked ? all.length - blockedAfter : 0;
  return { told: { name, requests: all.length, duplicates, isBlocked, refused }, imeis: all };
}

/** IMEIs that differ, of the given types in turn. */
function imeis(tacs: readonly string[], random: Random): () => string {
  const used = new Set<string>();
  return () => {
    for (;;) {
      const serial = String(random.between(0, SERIALS - 1)).padStart(SERIAL_DIGITS, '0');
      const digits = `${random.pick(tacs)}${serial}`;
      if (used.has(digits)) continue;
      used.add(digits);
      return imeiOf(digits);
    }
  };
}

/** The IMEI of 14 digits: with the one check digit that makes it valid (DU-14). */
export const imeiOf = (digits: string): string => digits + (DIGITS.find((digit) => isImei(digits + digit)) ?? '');

/** The requests of all sources, each source's in its order and spread over the month. */
function mixed(sources: readonly Drawn[], random: Random): readonly PlannedRequest[] {
  const timed = sources.flatMap(({ told, imeis: all }) => {
    const times = all.map(() => random.between(0, MILLISECONDS)).toSorted((a, b) => a - b);
    return all.map((imei, index) => ({ source: told.name, imei, time: times[index] ?? 0 }));
  });
  // Sorting is stable: requests of a source at the same time stay in their order.
  return timed
    .toSorted((a, b) => a.time - b.time)
    .map(({ source: from, imei }, number) => ({ source: from, number, imei }));
}

const sumOf = (sources: readonly Drawn[]): number => sources.reduce((sum, { imeis: all }) => sum + all.length, 0);
