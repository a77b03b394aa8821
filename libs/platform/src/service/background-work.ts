import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';

/** Work that goes on beside requests, and what must be closed after everything else, in Nest's order of stopping. */
export class BackgroundWork implements BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>[] = [];
  readonly #drains: (() => Promise<void>)[] = [];
  readonly #closes: (() => Promise<void> | void)[] = [];

  constructor(private readonly fail: (error: unknown) => void) {}

  /** Starts work that goes on until the signal is aborted. When it throws, the service fails. */
  run(work: (signal: AbortSignal) => Promise<void>): void {
    this.#running.push(work(this.#stop.signal).catch(this.fail));
  }

  /** What is to be ended before the transports are closed. */
  onDrain(drain: () => Promise<void>): void {
    this.#drains.push(drain);
  }

  /** What is to be closed last: others may still use it until then. The last to be named is closed first. */
  onClose(close: () => Promise<void> | void): void {
    this.#closes.unshift(close);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#drains.map((drain) => drain()));
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const close of this.#closes) await close();
  }
}
