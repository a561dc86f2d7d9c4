import pg from 'pg'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { inRoot } from '#platform/root.ts'
import { freshDatabase } from './house.ts'

const { url } = await freshDatabase()
const snake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Columns = Map<string, { nullable: boolean | null }>

/** What the code believes: every table of `Tables`, as all the rooms together declare it. */
function declared(): Map<string, Columns> {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    inRoot(),
  )
  const program = ts.createProgram(config.fileNames, { ...config.options, noEmit: true })
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(inRoot('src/platform/database.ts'))
  if (!file) throw new Error('database.ts is not in the program')
  const tables = checker
    .getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol)
    .find((one) => one.name === 'Tables')
  const found = new Map<string, Columns>()
  for (const table of checker.getDeclaredTypeOfSymbol(tables as ts.Symbol).getProperties()) {
    const columns: Columns = new Map()
    for (const column of checker.getTypeOfSymbol(table).getProperties()) {
      const type = checker.getTypeOfSymbol(column)
      const select = type.getProperty('__select__')
      const read = select ? checker.getTypeOfSymbol(select) : type
      const parts = read.isUnion() ? read.types : [read]
      const opaque = parts.some((part) => part.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any))
      columns.set(snake(column.name), {
        nullable: opaque ? null : parts.some((part) => part.flags & ts.TypeFlags.Null),
      })
    }
    found.set(table.name.split('.').map(snake).join('.'), columns)
  }
  return found
}

interface Column {
  table: string
  column: string
  nullable: boolean
  view: boolean
  comment: string | null
  type: string
}
async function standing(): Promise<Column[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Column>(`
    select n.nspname || '.' || c.relname as table, a.attname as column, not a.attnotnull as nullable, c.relkind = 'v' as view,
           col_description(c.oid, a.attnum) as comment, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') order by 1, a.attnum`)
  await client.end()
  return rows
}

const inCode = declared()
const inDatabase = await standing()

test('every table in the code stands in the database, column by column, and may be empty where it says so', () => {
  expect(inCode.size).toBeGreaterThan(20)
  for (const [table, columns] of inCode) {
    const real = inDatabase.filter((one) => one.table === table)
    expect([...columns.keys()].sort(), table).toEqual(real.map((one) => one.column).sort())
    for (const { column, nullable, view } of real) {
      const believed = columns.get(column)?.nullable
      // A view's columns may all be empty, as far as PostgreSQL says.
      if (!view && believed !== null) expect(believed, `${table}.${column} may be null`).toBe(nullable)
    }
  }
})

test('every table of the database has a type in the code', () => {
  // What migrate.ts and graphile-worker keep for themselves is read by them alone.
  const own = ['platform.migrations']
  const real = new Set(inDatabase.filter((one) => !one.view).map((one) => one.table))
  expect([...real].filter((table) => !inCode.has(table) && !own.includes(table))).toEqual([])
})

test('whatever may hold personal data says what for and for how long', () => {
  const PERSONAL =
    /(^|_)(name|email|recipient|phone|address|ip_address|user_agent|native_name|identifier|image|birth|passport)$/
  const NOT_OF_PEOPLE = ['platform.migrations.name', 'editions.', 'economies.', 'results.']
  const silent = inDatabase.filter(
    (one) =>
      !one.view &&
      one.type === 'text' &&
      PERSONAL.test(one.column) &&
      !NOT_OF_PEOPLE.some((name) => `${one.table}.${one.column}`.startsWith(name)) &&
      !/^(personal: .+; .+|not personal: .+|secret)/.test(one.comment ?? ''),
  )
  expect(silent.map((one) => `${one.table}.${one.column}`)).toEqual([])
  expect(inDatabase.filter((one) => one.comment?.startsWith('personal:')).length).toBeGreaterThan(5)
})

test('whatever holds a digest says whether it names a file, so that a backup and the doctor know what must be there', () => {
  const digests = inDatabase.filter((one) => !one.view && /(^|_)digest$/.test(one.column))
  expect(digests.length).toBeGreaterThan(2)
  const silent = digests.filter((one) => !/(^|; )(file|not a file): ./.test(one.comment ?? ''))
  expect(silent.map((one) => `${one.table}.${one.column}`)).toEqual([])
})

test('roles and foreign keys point downwards: no schema refers to one above it', async () => {
  const ORDER = [
    'platform',
    'editions',
    'economies',
    'people',
    'companies',
    'calendar',
    'pavilions',
    'applications',
    'booths',
    'fees',
    'results',
  ]
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ from: string; to: string }>(`
    select a.nspname as from, b.nspname as to from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace a on a.oid = c.relnamespace
    join pg_class d on d.oid = k.confrelid join pg_namespace b on b.oid = d.relnamespace
    where k.contype = 'f' and a.nspname <> b.nspname and a.nspname <> 'graphile_worker'`)
  await client.end()
  expect(rows.length).toBeGreaterThan(0)
  for (const { from, to } of rows) expect(ORDER.indexOf(to), `${from} -> ${to}`).toBeLessThan(ORDER.indexOf(from))
})
