import { deviceUnlockTopics } from '@tierline/contracts';
import {
  countStream,
  deviceUnlockRegistry,
  REQUEST_SOURCE,
  requestCountDecider,
  requestSourceDecider,
  sourceId,
  type CountPeriod,
  type CountRequest,
  type DeviceToken,
  type DeviceUnlockPolicyValues,
  type Month,
  type RequestCountEvent,
  type RequestId,
  type RequestSourceCommand,
  type ReviewSource,
  type SourceFacts,
  type SourceId,
} from '@tierline/device-unlock';
import {
  ContendedStream,
  executor,
  noFacts,
  streamName,
  type CommandId,
  type Actor,
  type Command,
  type Envelope,
  type EventMetadata,
  type Execution,
  type Instant,
  type StoredEvent,
  type Undecided,
} from '@tierline/kernel';
import { dayIn, itself } from '@tierline/platform';
import type { Parts } from '../aggregates.js';
import type { Facts } from '../facts/facts.js';
import { outlookOf, type Beginning, type Outlook } from './outlook.js';
import { originOf } from './source-origin.js';

/** Counts the requests of sources, and says which sources are processed (DU-15). */
export interface RequestSources {
  /**
   * Asks what has to be known before a request is counted. That needs no token of its device, so it need not wait for one.
   *
   * @param type of the command that comes to begin the request
   */
  lookAt(type: Beginning, requestId: RequestId, actor: Actor): Promise<Outlook>;
  /**
   * Counts a request, unless its source is blocked, and tells whether it is. A request that is there already goes on: of its
   * source nothing is told.
   *
   * The stream of the count decides which request was the one too many, so replicas that count at once agree; a request that
   * comes again is counted once in a month.
   *
   * @param request with the device that it asks for
   * @param values of the policy that the request is decided under
   * @param envelope of the request
   * @param ahead what was found for this command when it was looked at before
   * @throws {ContendedStream | OutcomeUnknown} try the same command again later
   */
  admit(
    request: CountedRequest,
    values: DeviceUnlockPolicyValues,
    envelope: Envelope,
    ahead?: Outlook,
  ): Promise<SourceFacts>;
  /** Blocks the source of a count that has exceeded both limits; `unknown-stream` for a count that never began. */
  block(period: CountPeriod, at: Instant, envelope: Envelope): Promise<Execution>;
  review(command: Undecided<ReviewSource>, envelope: Envelope): Promise<Execution>;
}

/** A request as its command tells it. */
export type CountedRequest = Pick<Command<Beginning>, 'type' | 'at' | 'actor'> & {
  readonly data: { readonly requestId: RequestId; readonly device: DeviceToken };
};

/** Admits a request under the policy and in the circumstances that it is decided in. */
export type Admit = (request: CountedRequest) => Promise<SourceFacts>;

/** Each further round means that the source was blocked, and its block lifted, while we looked. */
const ROUNDS = 4;
/** Replicas that take requests of one source at once keep writing to one stream; of three, each wins every third time. */
const ATTEMPTS = 50;

const MONTH_LENGTH = 'yyyy-mm'.length;

/** The month in the zone. @throws {UnknownZone} */
export const monthIn = (at: Instant, zone: string): Month => dayIn(at, zone).slice(0, MONTH_LENGTH) as Month;

const END: RequestCountEvent['type'] = 'RequestLimitsExceeded';

/** Whether a request was the one too many, or came after it. */
const hasExceeded = (counted: Execution): boolean =>
  counted.outcome === 'refused' || (counted.outcome === 'accepted' && counted.last === END);

/** Counts on the streams of a store. */
export function requestSources(parts: Parts, facts: Facts): RequestSources {
  const { store, digest } = parts;
  const common = { ...parts, registry: deviceUnlockRegistry };
  const count = executor({
    ...common,
    decider: requestCountDecider,
    creates: ['CountRequest'],
    gather: noFacts,
    attempts: ATTEMPTS,
  });
  const source = executor({
    ...common,
    decider: requestSourceDecider,
    creates: ['BlockSource'],
    gather: async (command: Undecided<RequestSourceCommand>) =>
      command.type === 'BlockSource'
        ? { ...command, facts: { count: await facts.requestCount(command.data) } }
        : noFacts(command),
  });
  const sourceStream = (id: SourceId) => streamName(REQUEST_SOURCE, id);
  const sourceOf = (actor: Actor) => sourceId(digest, originOf(actor));
  const lookAt: RequestSources['lookAt'] = (type, requestId, actor) =>
    outlookOf(facts, type, requestId, sourceOf(actor));

  const block: RequestSources['block'] = async (period, at, envelope) => {
    const [first] = (await store.read(countStream(period))) as readonly StoredEvent<EventMetadata>[];
    const actor = first?.metadata.command?.actor;
    if (!actor) return { outcome: 'unknown-stream' };
    // Nothing of whoever tells it is part of it, so that it is one command however many replicas and messages tell it.
    const id = digest.uuid(['block', countStream(period)]) as CommandId;
    const data = { ...period, origin: originOf(actor) };
    return source(
      sourceStream(period.source),
      { type: 'BlockSource', data, id, at, actor: itself(deviceUnlockTopics.context) },
      envelope,
    );
  };

  return {
    lookAt,
    block,
    review: (command, envelope) => source(sourceStream(command.data.source), command, envelope),
    admit: async ({ type, data, at, actor }, { carrierUnlock }, received, ahead) => {
      const { requestId, device } = data;
      const { ifStateRevision: _, ...envelope } = received;
      const id = sourceOf(actor);
      const month = monthIn(at, carrierUnlock.zone);
      for (let round = 0; round < ROUNDS; round += 1) {
        const seen = round === 0 && ahead ? ahead : await lookAt(type, requestId, actor);
        const { source: standing, isThere } = seen;
        if (isThere) return {};
        if (standing.value.status === 'blocked') return { source: standing };
        const period = { source: id, month, afterReviews: standing.value.reviews };
        const counted: Undecided<CountRequest> = {
          type: 'CountRequest',
          data: { ...period, requestId, device },
          id: digest.uuid(['count', type, requestId, device]) as CommandId,
          ...{ at, actor },
        };
        const execution = await count(countStream(period), counted, envelope);
        if (hasExceeded(execution)) await block(period, at, envelope);
        // The request that was one too many is the last that is taken.
        if (execution.outcome !== 'refused') return { source: standing };
      }
      throw new ContendedStream(sourceStream(id), ROUNDS);
    },
  };
}
