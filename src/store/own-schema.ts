import { type KyselyPlugin, WithSchemaPlugin } from 'kysely'

const named = new WithSchemaPlugin('carbonwire')

/**
 * Names the schema in statements that are built. Those that are written out, most of what is said with a page, name it themselves: to look
 * through all their parts once more costs as much as sending them.
 */
export const ownSchema: KyselyPlugin = {
  transformQuery: given =>
    given.node.kind === 'RawNode' ? given.node : named.transformQuery(given),
  transformResult: async ({ result }) => result,
}
