// Builders of options for ESLint's own rules. A slash ends a regular expression in a selector, so it is written \x2F.
const literal = (name) => name.replaceAll('.', '\\.').replaceAll('/', '\\x2F');
const END = '(?:$|\\x2F)';

/**
 * Refuses each way to name a module (import, export … from, import(), import type, import = require).
 * @param {string} matching regular expression on the module's name
 * @param {string} message begins with the rule's name in brackets
 * @returns options of `no-restricted-syntax`
 */
export const refuseModules = (matching, message) =>
  [
    `:matches(ImportDeclaration,ExportNamedDeclaration,ExportAllDeclaration,ImportExpression,TSImportType)[source.value=/${matching}/]`,
    `TSExternalModuleReference[expression.value=/${matching}/]`,
  ].map((selector) => ({ selector, message }));

/**
 * Everything but relative paths and these packages: a package of this workspace as named, another with its subpaths.
 * @param {...string} names
 */
export const anythingBut = (...names) =>
  `^(?!${['\\.', ...names.map((name) => literal(name) + (name.startsWith('@tierline/') ? '$' : END))].join('|')})`;

/**
 * This workspace's own projects but these. `name` allows its entries except `/testing`, which `name/testing` allows.
 * @param {...string} names
 */
export const projectsBut = (...names) =>
  `^@tierline\\x2F(?!${names.map((name) => `${literal(name)}(?:$|\\x2F(?!testing$))`).join('|')})`;

/**
 * These packages and their subpaths.
 * @param {...string} names
 */
export const anyOf = (...names) => `^(?:${names.map((name) => `${literal(name)}${END}`).join('|')})`;
