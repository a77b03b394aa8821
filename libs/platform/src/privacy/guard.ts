import { personalFieldsOf, SUBJECT, type Guarded, type PersonalUse } from '@tierline/contracts';
import type { CoveredValue } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Directory } from './directory.js';
import type { Seals } from './seals.js';

/** Replaces the personal values of a command: those that are compared by tokens, those that are kept by sealed texts. */
export type Guard = <Data extends object>(command: ReceivedCommand<Data>) => Promise<ReceivedCommand<Guarded<Data>>>;

/** A contract says that a value is somebody's, and its message does not say whose: a mistake in the contract. */
export class UnknownSubject extends Error {
  override readonly name = 'UnknownSubject';
  constructor(
    readonly command: string,
    readonly field: string,
  ) {
    super(`${command} does not say whose ${field} is`);
  }
}

/**
 * Makes the guard that stands behind every door of a service.
 *
 * It must get the instance of the contract's class that validation made, since the class knows which fields are personal.
 */
export function guard(directory: Directory, seals: Seals): Guard {
  return async (command) => {
    const covered: CoveredValue[] = [];
    const ownerOf = ({ of }: PersonalUse, field: string, beside: Fields): string | undefined => {
      if (of === undefined) return undefined;
      const owner = of === SUBJECT ? command.subject : beside[of];
      if (typeof owner !== 'string') throw new UnknownSubject(command.type, field);
      return owner;
    };

    const cover = async (use: PersonalUse, value: unknown, field: string, beside: Fields): Promise<string> => {
      const subject = ownerOf(use, field, beside);
      const text =
        use.use === 'compared'
          ? await directory.tokenFor(use.kind, use.canonical(value as never), subject)
          : await seals.seal(String(subject), { commandId: command.id, field }, String(value));
      if (subject !== undefined) covered.push({ subject, text });
      return text;
    };

    const guarded = async (value: unknown, path: string): Promise<unknown> => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) {
        return Promise.all(value.map((each, index) => guarded(each, `${path}[${String(index)}]`)));
      }
      const personal = personalFieldsOf(value.constructor);
      const fields = Object.entries(value).map(async ([name, each]: [string, unknown]) => {
        const field = path === '' ? name : `${path}.${name}`;
        const use = each === undefined ? undefined : personal[name];
        return [name, use ? await cover(use, each, field, value as Fields) : await guarded(each, field)] as const;
      });
      return Object.fromEntries(await Promise.all(fields));
    };

    // Every field was replaced by what its contract says, which is how `Guarded` reads the same contract.
    const data = (await guarded(command.data, '')) as never;
    return { ...command, data, envelope: { ...command.envelope, ...(covered.length > 0 && { covered }) } };
  };
}

type Fields = Readonly<Record<string, unknown>>;
