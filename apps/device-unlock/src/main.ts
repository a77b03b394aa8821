import 'reflect-metadata';
import { kafkaTransports, runService } from '@tierline/platform';
import { deviceUnlock } from './app.module.js';
import { configure } from './config.js';

await runService({ name: 'device-unlock', configure, module: deviceUnlock, transports: kafkaTransports });
