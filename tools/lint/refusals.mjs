import { anyOf, refuseModules } from './refuse.mjs';

// Each message begins with its rule's name in brackets; tools/lint-probes plants a violation for every one of them.
const refuse = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));
const TEST = '/^(?:it|test|describe)$/';
const SELECTIVE = '/^(?:only|skip|todo|failing)$/';

/** Syntax that no TypeScript file may have. */
export const everywhere = [
  ...refuse('[named-exports] Export by name.', 'ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'),
  ...refuse(
    '[literal-import] Name the module in the import, so that the boundaries can be checked.',
    'ImportExpression:not([source.type="Literal"])',
  ),
  ...refuse(
    '[swallowed-error] Handle the error, or let it go on.',
    'CatchClause > BlockStatement[body.length=0]',
    'CallExpression[callee.property.name="catch"] > :function[body.type="BlockStatement"][body.body.length=0]',
    'CallExpression[callee.property.name="catch"] > :function > Identifier.body[name="undefined"]',
    'CallExpression[callee.property.name="catch"] > :function > Literal.body[raw="null"]',
  ),
  ...refuse(
    '[every-test-runs] No test is skipped, run alone, repeated until it passes or expected to fail.',
    `MemberExpression[object.name=${TEST}]:matches([property.name=${SELECTIVE}],[property.value=${SELECTIVE}])`,
    `MemberExpression[object.object.name=${TEST}]:matches([property.name=${SELECTIVE}],[property.value=${SELECTIVE}])`,
    `VariableDeclarator[init.name=${TEST}]`,
    'MemberExpression[object.name="jest"][property.name="retryTimes"]',
    'ImportSpecifier[imported.name=/^(?:fit|fdescribe|xit|xtest|xdescribe)$/]',
    ...['it', 'test', 'describe'].map((name) => `ImportSpecifier[imported.name="${name}"]:not([local.name="${name}"])`),
  ),
];

/** The clients of Kafka and EventStoreDB, outside of their home. */
export const clients = refuseModules(
  anyOf('kafkajs', '@eventstore/db-client'),
  '[clients] Only libs/platform, the tools and the stories speak to Kafka and EventStoreDB directly.',
);

/** Nest, outside of modules, controllers and main.ts. */
export const nest = refuseModules(
  anyOf('@nestjs'),
  '[nest] Only *.module.ts, *.controller.ts and main.ts of a service import Nest.',
);

const PURE = '[pure] Time, ids, chance and the outside world arrive with the command.';

/** Ways round the refused globals and properties of kernel and domain. */
export const impureSyntax = refuse(
  PURE,
  'MetaProperty[meta.name="import"]',
  'VariableDeclarator > Identifier.init[name="Math"]',
);

/** Globals that kernel and domain may not name. */
export const impureGlobals = (
  'Buffer Date Intl console crypto eval fetch global globalThis navigator performance process queueMicrotask require ' +
  'self setImmediate setInterval setTimeout window'
)
  .split(' ')
  .map((name) => ({ name, message: PURE }));

/** Properties that make an answer depend on chance or on the machine's locale. */
export const impureProperties = [
  { object: 'Math', property: 'random', message: PURE },
  ...['toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare'].map((property) => ({
    property,
    message: '[pure] The answer would depend on the locale of the machine.',
  })),
];

const ENV = '[env] Only config.ts reads the environment.';

/** Reading the environment: by the global, and by the module. */
export const environmentProperty = { object: 'process', property: 'env', message: ENV };
export const environmentModules = { paths: ['node:process', 'process'].map((name) => ({ name, message: ENV })) };

/** What a decider and an evolve may not hold: 0 and 1 count and index, every other number is policy. */
export const deciderSyntax = [
  ...refuse(
    '[policy-data] A number of a rule belongs into policies/*.json.',
    'Literal[raw=/^\\.?[0-9]/]:not([value=0],[value=1],TSLiteralType > Literal)',
  ),
  ...refuse('[decider-answers] A decider answers with a rejection; it never throws.', 'ThrowStatement'),
];
