import { createServer } from 'node:http';

// A service as the stack knows one, for its own specs: it answers with its environment, is ready when it listens on both
// ports, and can be told to end before that, never to become ready, or to ignore SIGTERM.
const { TIERLINE_HTTP_PORT, TIERLINE_HEALTH_PORT, SAMPLE } = process.env;

console.log(`the sample begins as ${SAMPLE ?? 'usual'}`);
if (SAMPLE === 'broken') throw new Error('the sample cannot go on');
process.on('SIGTERM', () => {
  if (SAMPLE !== 'deaf') process.exit(0);
});
createServer((_, response) => response.end(JSON.stringify(process.env))).listen(
  Number(TIERLINE_HTTP_PORT),
  '127.0.0.1',
);
createServer((_, response) => {
  response.statusCode = SAMPLE === 'unready' ? 503 : 200;
  response.end();
}).listen(Number(TIERLINE_HEALTH_PORT), '127.0.0.1');
