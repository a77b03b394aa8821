import type { Sealed } from '@tierline/contracts';
import {
  bindingIds,
  executor,
  noFacts,
  personalDataCategory,
  personalDataDecider,
  streamName,
  type Digest,
  type EventRegistry,
  type EventStore,
  type Execution,
  type Policies,
} from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Directory } from './directory.js';
import type { Seals } from './seals.js';

/** What a context needs to answer for the personal values that it keeps. */
export interface PersonalDataParts {
  /** As stream names begin, with an underscore. */
  readonly context: string;
  readonly store: EventStore;
  readonly digest: Digest;
  readonly registry: EventRegistry;
  readonly policies: Policies<object>;
  readonly build: string;
  readonly directory: Directory;
  readonly seals: Seals;
}

/** A kept value: whose it is, which field of which aggregate, and its sealed text. */
export interface KeptValue {
  readonly subject: string;
  readonly of: string;
  readonly field: string;
  readonly sealed: Sealed;
}

/** The answer to a disclosure: what became of the command, and the value in the clear, or `Erased`. */
export type Disclosure = Execution & { readonly disclosed?: Readonly<Record<string, string>> };

/** Shows and forgets the personal values of a context, and records both. */
export function personalData({ context, directory, seals, ...parts }: PersonalDataParts) {
  // Their stream is the subject's, which no sender names in the address of a command.
  const execute = bindingIds(
    executor({
      ...parts,
      decider: personalDataDecider,
      creates: ['ForgetSubject', 'DiscloseValue'],
      gather: noFacts,
    }),
    parts,
  );
  const stream = (subject: string) => streamName(personalDataCategory(context), subject);
  const circumstances = ({ id, at, actor }: ReceivedCommand) => ({ id, at, actor });

  return {
    /**
     * Forgets a subject. The record comes first: whoever is interrupted between it and the erasure has got no answer, and
     * the command that comes again erases again.
     */
    forget: async (received: ReceivedCommand, subject: string): Promise<Execution> => {
      const command = { type: 'ForgetSubject' as const, data: { subject }, ...circumstances(received) };
      const execution = await execute(stream(subject), command, received.envelope);
      if (execution.outcome === 'accepted' || execution.outcome === 'no-effect') {
        await directory.forget(subject);
        await seals.forget(subject);
      }
      return execution;
    },

    /** Shows a kept value, after it was recorded that it is shown. */
    disclose: async (received: ReceivedCommand, value: KeptValue): Promise<Disclosure> => {
      const { subject, of, field, sealed } = value;
      const command = { type: 'DiscloseValue' as const, data: { subject, of, field }, ...circumstances(received) };
      const execution = await execute(stream(subject), command, received.envelope);
      if (execution.outcome !== 'accepted') return execution;
      return { ...execution, disclosed: { [field]: await seals.open(subject, sealed) } };
    },
  };
}

/** What shows and forgets the personal values of a context. */
export type PersonalData = ReturnType<typeof personalData>;
