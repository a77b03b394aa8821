declare module 'kafkajs/src/cluster/index.js' {
  interface CoordinatorQuery {
    readonly groupId: string;
    readonly coordinatorType: number;
  }
  interface Cluster {
    findGroupCoordinatorMetadata: (this: Cluster, query: CoordinatorQuery) => Promise<object>;
    [patched: symbol]: boolean;
  }
  const Cluster: { readonly prototype: Cluster };
  export = Cluster;
}
