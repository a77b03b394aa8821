#!/usr/bin/env node
import 'reflect-metadata';
import { run } from './cli.js';
import { deadLetters } from './dead-letters/command.js';
import { importFile } from './import/command.js';

const CLEAR = '\r\u001b[K';
const { stdout, stderr } = process;

process.exitCode = await run({ 'dead-letters': deadLetters, import: importFile }, process.argv.slice(2), {
  env: process.env,
  out: (text) => void stdout.write(`${text}\n`),
  error: (text) => void stderr.write(stderr.isTTY ? `${CLEAR}${text}\n` : `${text}\n`),
  ...(stderr.isTTY && { status: (text: string) => void stderr.write(CLEAR + text.slice(0, stderr.columns - 1)) }),
});
