/** One record, what is wrong with it, and what may become of it. */
export interface KafkaInput {
  readonly door: 'kafka';
  /** What is wrong with it; nothing with a correct one. */
  readonly fault?: string;
  /** Why it must be put aside; nothing when it is to be executed or its aggregate is not there. */
  readonly putAside?: string;
  readonly topic: string;
  readonly subject: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
  readonly value: Buffer | null;
  readonly commandId: string;
}
