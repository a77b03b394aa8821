import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const patched = Symbol.for('tierline.kafkajs.idle-timers');

/**
 * Stops the timer that every connection of kafkajs 2.2.4 otherwise restarts each millisecond while nothing is pending
 * and nothing is throttled: on Node 24 that costs several percent of a core and a warning. May be called any number
 * of times.
 */
export function stopIdleTimers(): void {
  const prototype = RequestQueue.prototype;
  if (prototype[patched]) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype[patched] = true;
  prototype.scheduleCheckPendingRequests = function (this: typeof prototype) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
