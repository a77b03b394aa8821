import type { FilterRule } from '../core/filter.js';
import { streams } from '../proto/stubs.js';
import { invalidArgument } from './errors.js';
import { readStreamName } from './requests.js';

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Where a read begins: a revision of a stream, or a position of `$all`. */
export type From = 'start' | 'end' | number;

/** What a Read call asks for. `target` is the stream's name; undefined means `$all`. */
export interface ReadRequest {
  readonly target: string | undefined;
  readonly from: From;
  readonly backwards: boolean;
  /** Most events to send; undefined for a subscription. */
  readonly count: number | undefined;
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  readonly filter: (FilterRule & { readonly checkpointEvery: number }) | undefined;
}

const DEFAULT_WINDOW = 32;

function readFrom(options: Options): From {
  const stream = options.getStream();
  if (stream) return stream.hasStart() ? 'start' : stream.hasEnd() ? 'end' : Number(stream.getRevision());
  const all = options.getAll();
  const position = all?.getPosition();
  if (position) return Number(position.getCommitPosition());
  return all?.hasEnd() ? 'end' : 'start';
}

function readFilter(options: Options): ReadRequest['filter'] {
  const filter = options.getFilter();
  if (!filter) return undefined;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  if (!expression) throw invalidArgument('filter: one of stream_identifier, event_type is required');
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  return {
    on: filter.hasStreamIdentifier() ? 'stream' : 'type',
    prefixes: expression.getPrefixList(),
    regex: expression.getRegex(),
    checkpointEvery: Math.max(1, window) * Math.max(1, filter.getCheckpointintervalmultiplier()),
  };
}

/**
 * Reads a Read call's options.
 * @throws CallError INVALID_ARGUMENT naming the part that is missing or the combination that has no meaning
 */
export function readReadRequest(request: InstanceType<typeof streams.ReadReq>): ReadRequest {
  const options = request.getOptions();
  if (!options) throw invalidArgument('options: missing');
  const identifier = options.getStream();
  if (!identifier && !options.hasAll()) throw invalidArgument('stream_option: one of stream, all is required');
  const uuids = options.getUuidOption();
  if (!uuids?.hasString() && !uuids?.hasStructured()) throw invalidArgument('uuid_option: missing');
  const subscription = options.hasSubscription();
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const filter = readFilter(options);
  if (identifier && filter) throw invalidArgument('filter: only reads of $all can be filtered');
  if (backwards && subscription) throw invalidArgument('read_direction: subscriptions go forwards');
  return {
    target: identifier && readStreamName(identifier.getStreamIdentifier()),
    from: readFrom(options),
    backwards,
    count: subscription ? undefined : Number(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    structuredIds: uuids.hasStructured(),
    filter,
  };
}
