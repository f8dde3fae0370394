import type pg from 'pg'

/** What statements of a program stand on: columns, functions, and what a row must fulfil. */
type Schema = {
  /** By `table.column`: its type, and whether a row may be written without it. */
  columns: Map<string, { type: string; mayBeLeftOut: boolean; isNullable: boolean }>
  functions: Set<string>
  /** By `table constraint`: its definition. */
  constraints: Map<string, string>
  /** By name: the table, and the columns that are unique together. */
  uniques: Map<string, { table: string; columns: string[] }>
}

async function readSchema(client: pg.ClientBase): Promise<Schema> {
  const all = async <Row extends pg.QueryResultRow>(text: string) =>
    (await client.query<Row>(text)).rows
  const columns = await all<{ name: string; type: string; nullable: boolean; filled: boolean }>(`
    select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as filled
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'carbonwire'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped`)
  const functions = await all<{ name: string }>(`
    select proname || '(' || pg_get_function_identity_arguments(oid) || ')' as name
    from pg_proc where pronamespace = 'carbonwire'::regnamespace`)
  const constraints = await all<{ name: string; definition: string }>(`
    select c.relname || ' ' || k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'carbonwire'::regnamespace and k.contype in ('c', 'f', 'x')`)
  const uniques = await all<{ name: string; table: string; columns: string[] }>(`
    select i.indexrelid::regclass::text as name, c.relname as table,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey)) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'carbonwire'::regnamespace and i.indisunique`)
  return {
    columns: new Map(
      columns.map(({ name, type, nullable, filled }) => [
        name,
        { type, isNullable: nullable, mayBeLeftOut: nullable || filled },
      ]),
    ),
    functions: new Set(functions.map(({ name }) => name)),
    constraints: new Map(constraints.map(({ name, definition }) => [name, definition])),
    uniques: new Map(uniques.map(({ name, ...unique }) => [name, unique])),
  }
}

/** What a program that knows the schema as it is could no longer read or write after these statements; they are applied. */
export async function findLosses(client: pg.ClientBase, statements: string): Promise<string[]> {
  const before = await readSchema(client)
  await client.query(statements)
  const after = await readSchema(client)
  const tables = new Set([...before.columns.keys()].map(tableOf))
  return [
    ...lostColumns(before, after),
    ...[...before.functions]
      .filter(each => !after.functions.has(each))
      .map(each => `${each} is gone`),
    ...wantedColumns(before, after, tables),
    ...narrowed(before, after, tables),
    ...newUniques(before, after, tables),
  ]
}

const tableOf = (name: string) => name.split(/[. ]/)[0]!

const lostColumns = (before: Schema, after: Schema) =>
  [...before.columns].flatMap(([name, { type, isNullable }]) => {
    const now = after.columns.get(name)
    if (!now) return [`${name} is gone`]
    if (now.type !== type) return [`${name} is ${now.type}, no longer ${type}`]
    return isNullable && !now.isNullable ? [`${name} may no longer be null`] : []
  })

const wantedColumns = (before: Schema, after: Schema, tables: Set<string>) =>
  [...after.columns]
    .filter(([name, now]) => !now.mayBeLeftOut && !before.columns.has(name))
    .filter(([name]) => tables.has(tableOf(name)))
    .map(([name]) => `${name} must be written`)

/** A list of words that grew lets through what it did before. */
const narrowed = (before: Schema, after: Schema, tables: Set<string>) =>
  [...after.constraints]
    .filter(([name]) => tables.has(tableOf(name)))
    .filter(([name, now]) => {
      const then = before.constraints.get(name)
      return then === undefined || !isAsWide(then, now)
    })
    .map(([name]) => `${name} is new or narrower`)

const QUOTED = /'[^']*'(?:::\w+)?/g
function isAsWide(before: string, after: string): boolean {
  const words = (definition: string) => new Set(definition.match(QUOTED) ?? [])
  const frame = (definition: string) => definition.replace(QUOTED, '').replace(/[,\s]+/g, '')
  return frame(before) === frame(after) && words(before).isSubsetOf(words(after))
}

/** One that names a new column holds nobody up who does not know it. */
const newUniques = (before: Schema, after: Schema, tables: Set<string>) =>
  [...after.uniques]
    .filter(([name, { table }]) => !before.uniques.has(name) && tables.has(table))
    .filter(([, { table, columns }]) =>
      columns.every(column => before.columns.has(`${table}.${column}`)),
    )
    .map(([name]) => `${name} is unique`)
