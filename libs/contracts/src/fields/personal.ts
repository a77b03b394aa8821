import 'reflect-metadata';

/**
 * Stands for a personal value that is compared. Equal values of one kind have equal tokens, of one subject if they are somebody's;
 * a token says nothing else.
 */
export type Token<Kind extends string> = string & { readonly tokenOf: Kind };

/** A personal value that is only kept, encrypted under its subject's key. */
export type Sealed = string & { readonly sealed: true };

/** Stands for whoever a command is about, where its address names the customer. */
export const SUBJECT: unique symbol = Symbol('the subject of the command');

/** The field beside it that names whose it is, or `SUBJECT`. */
export type OwnerField = string | typeof SUBJECT;

/** What becomes of a personal field at the door. */
export type PersonalUse =
  | {
      readonly use: 'compared';
      readonly kind: string;
      /** Whose it is; nothing for what is a device's or a sale's, and outlives a customer. */
      readonly of: OwnerField | undefined;
      /** The one text in which equal values are equal. */
      readonly canonical: (value: never) => string;
    }
  | { readonly use: 'kept'; readonly of: OwnerField };

/** A contract as the service behind the door gets it: tokens and sealed texts where personal values were. */
export type Guarded<Data> = Data extends string | number | boolean | null | undefined
  ? Data
  : { readonly [Field in keyof Data]: GuardedField<Data[Field]> };

type Cover = Token<string> | Sealed;
type GuardedField<Value> = [Extract<Value, Cover>] extends [never] ? Guarded<Value> : Extract<Value, Cover | undefined>;

const PERSONAL = Symbol('tierline:personal');

/** A personal field that decisions compare: past the door it is a token. Declare its type as `Value | Token<'kind'>`. */
export const Compared = <Value>(options: {
  readonly kind: string;
  readonly of?: OwnerField;
  readonly canonical: (value: Value) => string;
}): PropertyDecorator => declare({ use: 'compared', kind: options.kind, of: options.of, canonical: options.canonical });

/** A personal field that nobody compares: past the door it is sealed. Declare its type as `string | Sealed`. */
export const Kept = (options: { readonly of: OwnerField }): PropertyDecorator =>
  declare({ use: 'kept', of: options.of });

/** The personal fields of a contract class by their names. */
export const personalFieldsOf = (type: object): Readonly<Record<string, PersonalUse>> =>
  (Reflect.getMetadata(PERSONAL, type) as Readonly<Record<string, PersonalUse>> | undefined) ?? {};

const declare =
  (use: PersonalUse): PropertyDecorator =>
  (target, property) => {
    const known = personalFieldsOf(target.constructor);
    Reflect.defineMetadata(PERSONAL, { ...known, [String(property)]: use }, target.constructor);
  };
