/** A fact or a wish in plain JSON: its name, and what it says. `Data` holds no `Date`, no class and no `undefined`. */
export interface Message<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** The end of an exhaustive `switch`: the compiler refuses it while a case is missing, and it throws if data lied. */
export function unreachable(value: never): never {
  throw new UnreachableValue(value);
}

/** A value of a closed set that the code does not know: a bug, or data written by a newer version. */
export class UnreachableValue extends Error {
  override readonly name = 'UnreachableValue';
  constructor(readonly value: unknown) {
    super(`no case handles ${JSON.stringify(value)}`);
  }
}
