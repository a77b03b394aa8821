/** A map that keeps the entries used last, up to a weight that they have together; the last one whatever it weighs. */
export class Recent<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  #weight = 0;

  /** @param weigh what an entry weighs; it must not change while it is kept */
  constructor(
    private readonly capacity: number,
    private readonly weigh: (value: Value) => number = () => 1,
  ) {}

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    this.#entries.set(key, value);
    this.#weight += this.weigh(value);
    while (this.#weight > this.capacity && this.#entries.size > 1) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.delete(oldest);
    }
  }

  delete(key: Key): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weight -= this.weigh(value);
  }
}
