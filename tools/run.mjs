// Written for any Node that knows modules, so that one that is too old is told so and not shown a syntax error.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old: install Node 20 or later (https://nodejs.org) and try again.`,
  );
  process.exitCode = 1;
} else {
  import('./run/main.mjs').then(({ main }) => main(process.argv.slice(2)));
}
