import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const quiet = Symbol.for('tierline.kafkajs.idle-timers');

/**
 * Stops a timer that each connection of kafkajs 2.2.4 starts anew every millisecond while it has nothing to do: Node 24 warns of
 * its negative delay, and it costs several percent of a core. Repeating the call changes nothing.
 */
export function quietIdleConnections(): void {
  const { prototype } = RequestQueue;
  if (prototype[quiet]) return;
  prototype[quiet] = true;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: typeof prototype) {
    // A request that cannot be sent yet, or a pause that the broker asked for: only these need a look later.
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
