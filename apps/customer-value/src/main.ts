import 'reflect-metadata';
import { kafkaTransports, runService } from '@tierline/platform';
import { customerValue } from './app.module.js';
import { configure } from './config.js';

await runService({ name: 'customer-value', configure, module: customerValue, transports: kafkaTransports });
