import { runBroker, type BrokerProcess, type Runtime } from './broker-process.js';
import { KafkaDevError } from './errors.js';
import { isBrokerOf } from './identity.js';
import { freePort, portInUse } from './ports.js';
import type { FurtherListener } from './properties.js';

/** How long an orderly stop may take before the broker is killed. */
export const STOP_GRACE_MS = 2_500;
/** How long a start waits for the last user of its folder or port to be gone. */
export const PREDECESSOR_GRACE_MS = 5_000;

const PORT_ATTEMPTS = 5;

/** A broker and the list of brokers by which clients reach it. */
export interface StartedBroker {
  readonly broker: BrokerProcess;
  readonly brokers: string;
}

/**
 * Runs a broker on the wanted loopback port (0: any free one), and once more where that can help: a free port can be
 * lost between the look and the bind, and a folder's last broker may outlive its owner by a moment. Throws
 * `KafkaDevError`; nothing is left running then.
 */
export async function runOnPorts(
  runtime: Runtime,
  dir: string,
  wanted: number,
  listeners: readonly FurtherListener[] = [],
): Promise<StartedBroker> {
  const deadline = Date.now() + PREDECESSOR_GRACE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOn(runtime, dir, wanted || (await freePort()), listeners);
    } catch (error) {
      if (!(error instanceof KafkaDevError)) throw error;
      const again =
        (error.failure === 'port-in-use' && attempt < PORT_ATTEMPTS) ||
        (error.failure === 'data-in-use' && Date.now() < deadline);
      if (!again) throw error;
    }
  }
}

async function runOn(
  runtime: Runtime,
  dir: string,
  port: number,
  listeners: readonly FurtherListener[],
): Promise<StartedBroker> {
  const broker = await runBroker(runtime, dir, { port, listeners, controllerPort: await freePort() });
  const brokers = `127.0.0.1:${String(port)}`;
  try {
    if (!(await isBrokerOf(dir, brokers))) throw portInUse(port);
    return { broker, brokers };
  } catch (error) {
    await broker.stop(STOP_GRACE_MS);
    throw error;
  }
}
