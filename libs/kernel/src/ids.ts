/** A string that is not to be confused with other strings. The brand exists for the compiler only. */
export type Branded<Brand extends string> = string & { readonly brand: Brand };

/** A moment in UTC with milliseconds, as `2026-03-01T09:30:00.000Z`: instants sort as text. */
export type Instant = Branded<'Instant'>;

/** UUIDv5 of who sent a command and the sender's own id for it: the same command always carries the same id. */
export type CommandId = Branded<'CommandId'>;

/** The id of one rule of the domain, such as `DU-04`. */
export type RuleId = `${'RT' | 'CV' | 'DU' | 'QA' | 'CC'}-${string}`;

/** The name of a stream: `<context>.<aggregate>-<id>`. */
export type StreamName = Branded<'StreamName'>;

/** The place of an event in its stream, from 0. -1 stands for a stream that does not exist. */
export type Revision = number;

/**
 * Names the stream of an aggregate.
 *
 * @param category context and aggregate, without a hyphen, since the store takes what precedes the first for the category
 * @param id the id of the aggregate
 */
export const streamName = (category: string, id: string): StreamName => `${category}-${id}` as StreamName;

/** The context whose stream it is, as stream names begin. */
export const contextOf = (stream: StreamName): string => stream.slice(0, stream.indexOf('.'));
