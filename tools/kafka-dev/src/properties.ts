/**
 * A further port of a broker on loopback, whose clients are told to come back at another: what stands between them and the
 * broker, such as a proxy, keeps standing there.
 */
export interface FurtherListener {
  readonly port: number;
  readonly advertisedPort: number;
}

/** Where one broker listens and keeps its data; ports are on loopback. */
export interface BrokerPlace {
  readonly port: number;
  readonly listeners?: readonly FurtherListener[];
  readonly controllerPort: number;
  readonly dataDir: string;
}

/**
 * The server.properties of a single KRaft node that is broker and controller in one. Small internal topics and buffers
 * make it start quickly in little memory; whatever changes what a client can see is Kafka's default, but that topics
 * are never made by being mentioned.
 */
export function brokerProperties({ port, controllerPort, dataDir, listeners = [] }: BrokerPlace): string {
  const further = listeners.map((each, index) => ({ ...each, name: `FURTHER${String(index)}` }));
  const at = (name: string, where: number) => `${name}://127.0.0.1:${String(where)}`;
  const internal = further.map(({ name, port: where }) => at(name, where));
  const advertised = further.map(({ name, advertisedPort }) => at(name, advertisedPort));
  const protocols = further.map(({ name }) => `${name}:PLAINTEXT`);
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${String(controllerPort)}`,
    listeners: [at('PLAINTEXT', port), ...internal, at('CONTROLLER', controllerPort)].join(','),
    'advertised.listeners': [at('PLAINTEXT', port), ...advertised].join(','),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': ['CONTROLLER:PLAINTEXT', 'PLAINTEXT:PLAINTEXT', ...protocols].join(','),
    'log.dirs': dataDir,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
    'num.network.threads': 2,
    'num.io.threads': 2,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escaped(String(value))}\n`)
    .join('');
}

// Java reads a backslash in a properties file as an escape, also in a path.
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\');
}
