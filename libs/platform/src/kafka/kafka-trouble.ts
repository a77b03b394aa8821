import { DependencyUnavailable } from '../door/dependency-unavailable.js';

/** Another producer has taken our transactional id over: whoever is told so is no longer the one who publishes. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(
    readonly transactionalId: string,
    options?: ErrorOptions,
  ) {
    super(`another producer uses the transactional id ${transactionalId} now`, options);
  }
}

// kafkajs does not know PRODUCER_FENCED, which newer brokers could answer: it has the number 90.
const FENCED = ['INVALID_PRODUCER_EPOCH', 'INVALID_PRODUCER_ID_MAPPING'];
const FENCED_MESSAGE = 'Unknown error code 90';

interface Cause {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly type?: unknown;
  readonly cause?: unknown;
}

/** What kafkajs wraps in one another, from the outside in. */
function causes(thrown: unknown): readonly Cause[] {
  if (typeof thrown !== 'object' || thrown === null) return [];
  return [thrown, ...causes((thrown as Cause).cause)];
}

/** Whether the broker answered with an error of this type. */
export const isAnswer = (thrown: unknown, ...types: readonly string[]): boolean =>
  causes(thrown).some(({ type }) => typeof type === 'string' && types.includes(type));

/** What an error of a transactional producer means: that it was fenced, or that Kafka is not there as it should be. */
export const producerTrouble = (transactionalId: string, cause: unknown): Fenced | DependencyUnavailable =>
  isAnswer(cause, ...FENCED) ||
  causes(cause).some(({ message }) => typeof message === 'string' && message.includes(FENCED_MESSAGE))
    ? new Fenced(transactionalId, { cause })
    : new DependencyUnavailable('Kafka', { cause });

/** Whether an error of a consumer came from Kafka or the network, and not from whoever was called by it. */
export function isOutage(thrown: unknown): boolean {
  const innermost = causes(thrown).at(-1);
  const isKafkas = typeof innermost?.name === 'string' && innermost.name.startsWith('KafkaJS');
  return isKafkas || typeof innermost?.code === 'string';
}

/** Whether kafkajs says of its error that it may be over in a moment, as when a leader has just moved. */
export const isRetriable = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && Reflect.get(thrown, 'retriable') === true;
