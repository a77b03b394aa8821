declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface RequestQueue {
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
    [patched: symbol]: boolean;
  }
  const RequestQueue: { readonly prototype: RequestQueue };
  export = RequestQueue;
}
