/** Tells one key that fails from a service that fails. */
export interface GivingUp {
  /** A message of some key was handled. */
  readonly succeeded: () => void;
  /** A message of this key failed. @returns whether it may be put aside */
  readonly mayGiveUp: (key: string) => boolean;
}

const KEYS_IN_A_ROW = 5;

/**
 * Lets a message be put aside only while others work: when key after key fails and nothing succeeds in between, the trouble is
 * ours, and putting everything aside would only spread it.
 */
export function givingUp(keysInARow = KEYS_IN_A_ROW): GivingUp {
  const failing = new Set<string>();
  return {
    succeeded: () => {
      failing.clear();
    },
    mayGiveUp: (key) => {
      if (failing.size < keysInARow) failing.add(key);
      return failing.size < keysInARow;
    },
  };
}
