/** One kind of message that crosses a border of a context, in one version. */
export interface MessageType<Data extends object = object, Name extends string = string> {
  readonly name: Name;
  readonly version: number;
  /** The class whose decorators say what is valid. */
  readonly data: new () => Data;
}

/** What a contract class describes, as plain JSON. */
export type Plain<Data> = Data extends string | number | boolean | null | undefined
  ? Data
  : { readonly [Field in keyof Data]: Plain<Data[Field]> };

/** A message of one of several types, told apart by `type`. */
export type MessageOf<Type extends MessageType> =
  Type extends MessageType<infer Data, infer Name> ? { readonly type: Name; readonly data: Plain<Data> } : never;

/** Declares a message. Its name is the event's or command's own, in the imperative for a command, in the past for an event. */
export const messageType = <Data extends object, const Name extends string>(
  name: Name,
  version: number,
  data: new () => Data,
): MessageType<Data, Name> => ({ name, version, data });

/** The CloudEvents `type` of a message of a context, as `tierline.device-unlock.SubmitProof.v1`. */
export const cloudEventType = (context: string, { name, version }: MessageType): string =>
  `tierline.${context}.${name}.v${String(version)}`;
