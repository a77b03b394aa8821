import { type Admin, Kafka, logLevel } from 'kafkajs';
import { stopIdleTimers } from './idle-timers.js';
import { kafkaLogCreator } from './kafka-log.js';

/** A client for the tools' own short errands: patient while a broker is coming up, silent about what it survives. */
export function toolClient(brokers: string): Kafka {
  stopIdleTimers();
  return new Kafka({
    clientId: 'tierline-tools',
    brokers: brokers.split(','),
    connectionTimeout: 3_000,
    logLevel: logLevel.NOTHING,
    logCreator: kafkaLogCreator(() => undefined),
    retry: { initialRetryTime: 15, multiplier: 1.3, maxRetryTime: 500, retries: 40 },
  });
}

/** Runs `work` with a connected admin client, which is disconnected whatever happens. */
export async function withAdmin<T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = toolClient(brokers).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
