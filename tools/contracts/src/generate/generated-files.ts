import { describedMetrics } from '@tierline/platform';
import { format, type Config } from 'prettier';
import { contracts, versionedName, type Contract } from '../catalogue.js';
import { asJson, jsonText, type JsonObject } from '../json.js';
import { invalidSamples } from '../samples/invalid.js';
import { validSamples } from '../samples/valid.js';
import { asyncApiDocument } from './asyncapi.js';
import { sampleHeaders } from './headers.js';
import { messageSchema } from './json-schema.js';
import { messagesPage, metricsPage, settingsPage, topicsPage } from './reference.js';
import { describedServices } from './services.js';

/** What the workspace formats by, so that a written file needs no formatting. */
const STYLE: Config = { singleQuote: true, printWidth: 120 };

/** Files by their paths below `docs`. */
export type Files = Readonly<Record<string, string>>;

/** Everything that is generated from the contract classes and the services, as it is to lie in `docs`. */
export async function generatedFiles(): Promise<Files> {
  const services = Object.entries(describedServices());
  const documents: Record<string, JsonObject> = {
    'contracts/asyncapi.json': asyncApiDocument(),
    ...Object.fromEntries(services.map(([name, { openApi }]) => [`contracts/openapi/${name}.json`, asJson(openApi)])),
    ...Object.fromEntries(contracts.map((each) => [`contracts/schemas/${fileName(each)}`, messageSchema(each)])),
    ...Object.fromEntries(contracts.map((each) => [`contracts/samples/${fileName(each)}`, sampleFile(each)])),
  };
  const pages: Record<string, string> = {
    'reference/topics.md': topicsPage(),
    'reference/messages.md': messagesPage(),
    'reference/metrics.md': metricsPage(describedMetrics()),
    ...Object.fromEntries(
      services.map(([name, { settings }]) => [`reference/settings-${name}.md`, settingsPage(name, settings)]),
    ),
  };
  const texts = Object.entries({
    ...Object.fromEntries(Object.entries(documents).map(([path, document]) => [path, jsonText(document)])),
    ...pages,
  });
  const formatted = texts.map(
    async ([path, text]) => [path, await format(text, { ...STYLE, filepath: path })] as const,
  );
  return Object.fromEntries(await Promise.all(formatted));
}

/** Where the file of a message lies among its like: `device-unlock/SubmitProof.v1.json`. */
const fileName = ({ context, message }: Contract) => `${context}/${versionedName(message)}.json`;

const sampleFile = (contract: Contract): JsonObject =>
  asJson({
    message: versionedName(contract.message),
    kind: contract.kind,
    headers: sampleHeaders(contract),
    valid: validSamples(contract),
    invalid: invalidSamples(contract),
  });
