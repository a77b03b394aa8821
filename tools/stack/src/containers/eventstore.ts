import { requirePortFree } from '@tierline/kafka-dev';
import type { RunningPart } from '../parts/running-part.js';

const PORT = 2113;
const PORT_GRACE_MS = 5_000;
const START_TIMEOUT_MS = 120_000;

/** Starts a KurrentDB node without TLS in a container; its data ends with it. */
export async function startEventStoreContainer(image: string, wantedPort: number): Promise<RunningPart> {
  if (wantedPort !== 0) await requirePortFree(wantedPort, PORT_GRACE_MS);
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withEnvironment({
      KURRENTDB_INSECURE: 'true',
      KURRENTDB_CLUSTER_SIZE: '1',
      KURRENTDB_RUN_PROJECTIONS: 'None',
    })
    .withExposedPorts(wantedPort === 0 ? PORT : { container: PORT, host: wantedPort })
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCodeMatching((status) => status < 300))
    .withStartupTimeout(START_TIMEOUT_MS)
    .start();
  return {
    url: `esdb://${container.getHost()}:${String(container.getMappedPort(PORT))}?tls=false`,
    stop: async () => {
      await container.stop();
    },
  };
}
