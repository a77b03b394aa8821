#!/usr/bin/env node
import 'reflect-metadata';
import { run } from './cli.js';
import { deadLetters } from './dead-letters/command.js';

process.exitCode = await run({ 'dead-letters': deadLetters }, process.argv.slice(2), {
  env: process.env,
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
});
