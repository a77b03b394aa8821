/** Something that is done again and again until it fails or is ended. */
export interface Beating {
  /** Ends it. @returns what the beat that failed threw, if one did */
  end(): Promise<Error | undefined>;
}

/**
 * Does something every so many milliseconds, never twice at once, until it fails.
 *
 * @param onFailure is called when it has
 */
export function whileBusy(milliseconds: number, beat: () => Promise<void>, onFailure: () => void): Beating {
  let trouble: Error | undefined;
  let running: Promise<void> | undefined;
  const once = async () => {
    try {
      await beat();
    } catch (error) {
      clearInterval(timer);
      trouble = error instanceof Error ? error : new Error('a beat failed', { cause: error });
      onFailure();
    } finally {
      running = undefined;
    }
  };
  const timer = setInterval(() => {
    running ??= once();
  }, milliseconds);
  return {
    end: async () => {
      clearInterval(timer);
      await running;
      return trouble;
    },
  };
}
