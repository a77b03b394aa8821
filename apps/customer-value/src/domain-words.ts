import type { Period } from '@tierline/customer-value';
import type { Branded, Command } from '@tierline/kernel';

/** What a command wishes, whoever does. */
export type Wish<C extends Command> = C extends Command ? Pick<C, 'type' | 'data'> : never;

/** The same without the domain's own names for texts, as a contract has it. */
type Unnamed<Value> = Value extends Branded<string> | Period
  ? string
  : Value extends object
    ? { readonly [Field in keyof Value]: Unnamed<Value[Field]> }
    : Value;

/**
 * Takes what a door has validated for what the domain means by it. The compiler checks that it has every field; the names of texts
 * are for the compiler alone.
 */
export const inDomainWords = <C extends Command>(told: Unnamed<Wish<C>>): Wish<C> => told as unknown as Wish<C>;

type Addressed = { readonly type: string; readonly subject: string; readonly data: object };
type OfCustomer<Message> = Message extends { readonly type: infer Type; readonly data: infer Data }
  ? { readonly type: Type; readonly data: Data & { readonly customerId: string } }
  : never;

/** What a command says of the customer who is its subject. */
export const ofSubject = <Message extends Addressed>({ type, subject, data }: Message): OfCustomer<Message> =>
  // What is inferred here field by field is what was given.
  ({ type, data: { customerId: subject, ...data } }) as OfCustomer<Message>;
