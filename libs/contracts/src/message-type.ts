/** One kind of message that crosses a border of a context, in one version. */
export interface MessageType<Data extends object = object> {
  readonly name: string;
  readonly version: number;
  /** The class whose decorators say what is valid. */
  readonly data: new () => Data;
}

/** Declares a message. Its name is the event's or command's own, in the imperative for a command, in the past for an event. */
export const messageType = <Data extends object>(
  name: string,
  version: number,
  data: new () => Data,
): MessageType<Data> => ({
  name,
  version,
  data,
});

/** The CloudEvents `type` of a message of a context, as `tierline.device-unlock.SubmitProof.v1`. */
export const cloudEventType = (context: string, { name, version }: MessageType): string =>
  `tierline.${context}.${name}.v${String(version)}`;
