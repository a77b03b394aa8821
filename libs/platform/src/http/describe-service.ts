import type { Type } from '@nestjs/common';
import { settingsMarkdown } from '../service/environment.js';
import type { SettingsTable } from '../service/settings.js';
import { openApiDocument, type OpenApiDocument } from './openapi.js';
import { routesOfControllers } from './route-table.js';

/** What a service is described by. */
export interface ServiceToDescribe {
  readonly name: string;
  readonly version: string;
  /** Those that serve HTTP. */
  readonly controllers: readonly Type<unknown>[];
  readonly settings: SettingsTable;
  /** The status of a refusal by its reason, as the service's door has it. */
  readonly statusOf?: Readonly<Partial<Record<string, number>>>;
}

/** What the reference tells of a service. */
export interface ServiceDescription {
  readonly openApi: OpenApiDocument;
  /** Its settings as a table in Markdown. */
  readonly settings: string;
}

/**
 * Describes a service without starting it, by the declarations that it runs by.
 *
 * @throws {UndeclaredRoutes} when a route does not say what it takes, or who may use it
 */
export const describeService = ({
  name,
  version,
  controllers,
  settings,
  statusOf = {},
}: ServiceToDescribe): ServiceDescription => ({
  openApi: openApiDocument(routesOfControllers(controllers), { title: name, version, statusOf }),
  settings: settingsMarkdown(settings),
});
