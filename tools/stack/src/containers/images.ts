/** The images of the container mode: configuration, so that the same tests run against official and local ones. */
export interface Images {
  readonly kafka: string;
  readonly eventStore: string;
}

const KAFKA = 'apache/kafka:4.3.1';
// The long-term release line of 2026.
const EVENTSTORE = 'kurrentplatform/kurrentdb:26.0.0';

/** Reads TIERLINE_KAFKA_IMAGE and TIERLINE_EVENTSTORE_IMAGE; the official images where they are not set. */
export function imagesFrom(env: NodeJS.ProcessEnv): Images {
  return {
    kafka: env['TIERLINE_KAFKA_IMAGE'] ?? KAFKA,
    eventStore: env['TIERLINE_EVENTSTORE_IMAGE'] ?? EVENTSTORE,
  };
}
