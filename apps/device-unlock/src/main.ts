import 'reflect-metadata';
import { runService } from '@tierline/platform';
import { deviceUnlock, transports } from './app.module.js';
import { configure } from './config.js';

await runService({ name: 'device-unlock', configure, module: deviceUnlock, transports });
