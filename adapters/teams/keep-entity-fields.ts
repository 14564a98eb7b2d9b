import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js'

/**
 * Lets citations, the AI label and stream data through: the last release of botframework-connector (4.23.3) sends only
 * `type`, `text` and `mentioned` of an entity (microsoft/botbuilder-js#4902; the fix in #4903 was never released).
 */
export function keepEntityFields(): void {
  ConnectorMappers.Entity.type.additionalProperties ??= { type: { name: 'Object' } }
}
