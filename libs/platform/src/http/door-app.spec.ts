import { expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Instant } from '@tierline/kernel';
import { silentLog } from '../log.js';
import { nestOptions } from '../service/nest-options.js';
import { createDoorApp } from './door-app.js';
import { installHttpDoor } from './install.js';

class EmptyModule {}
Module({})(EmptyModule);
const options = {
  about: { title: 'Nothing', version: '1' },
  log: silentLog,
  clock: () => '2026-03-02T10:00:00.000Z' as Instant,
  verify: () => Promise.reject(new Error('nobody comes')),
};

it('a door is put before an application that was made for one', async () => {
  const app = await createDoorApp(EmptyModule, false);
  expect(() => installHttpDoor(app, options)).not.toThrow();
  await app.close();
});

it('a door is not put before any other application, which would send refusals as if they were answers', async () => {
  const app = await NestFactory.create(EmptyModule, nestOptions({ logger: false }));
  expect(() => installHttpDoor(app, options)).toThrow('only what createDoorApp has made can have a door');
  await app.close();
});
