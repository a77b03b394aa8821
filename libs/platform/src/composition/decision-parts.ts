import type { Digest, EventStore, Policies } from '@tierline/kernel';

/** What the decisions of a service are made with. */
export interface DecisionParts<Values extends object> {
  readonly store: EventStore;
  readonly digest: Digest;
  readonly policies: Policies<Values>;
  /** Names the code that decides. */
  readonly build: string;
}
