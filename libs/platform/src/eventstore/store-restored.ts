/** The store does not hold an event that was seen in it: it was replaced by an older copy. */
export class StoreRestored extends Error {
  override readonly name = 'StoreRestored';
  constructor(
    readonly reader: string,
    readonly eventId: string,
  ) {
    super(`${reader} has seen event ${eventId}, which the store does not hold where it was: was the store restored?`);
  }
}
