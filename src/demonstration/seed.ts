import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import makeHighs from 'highs'
import { FeesFacts } from '#expo/exhibition/fees/index.ts'
import { listEconomies, listGroups, listMemberships } from '#expo/ground/economies/index.ts'
import { isMember } from '#expo/ground/economies/rules.ts'
import { listEditions } from '#expo/ground/editions/index.ts'
import { createAccountIn, type NewAccount } from '#expo/ground/people/index.ts'
import type { Grant } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import { inRoot } from '#platform/root.ts'
import { construct, type Plan } from './construct.ts'
import type { Loads } from './exhibition/construct.ts'
import { type Facts, readFacts, UnusableFacts } from './facts.ts'
import { type Loaded, load, loadOthers, type Tell } from './load.ts'
import { DEMONSTRATION_PASSWORD } from './password.ts'
import type { Disagreement } from './program.ts'

export interface Seeded extends Loaded {
  disagreements: Disagreement[]
}

const NOTHING = { editions: 0, pavilions: 0, booths: 0, facts: 0, ids: new Map() }

export const DEMONSTRATION_FACTS = inRoot('data', 'ciie', 'facts.json')

/**
 * Loads a fair out of a facts file; with all applications, a fair whose exhibitors are here already is made whole. Throws UnusableFacts and leaves nothing behind
 * where the file cannot be used.
 */
export async function seedFair(
  db: Db,
  file: string,
  now: Date,
  { loads = 'exhibitors', tell = () => {} }: { loads?: Loads; tell?: Tell } = {},
): Promise<Seeded> {
  const facts = await readFactsFile(file)
  const fees = facts.fees ? await readFeesFile(join(dirname(file), facts.fees)) : null
  const plan = await planOf(db, facts, loads)
  const here = new Set((await listEditions(db)).map((one) => one.code))
  const loaded = facts.editions.filter((one) => here.has(one.code))
  const completes = loads === 'applications' && loaded.length === facts.editions.length
  if (loaded[0] && !completes)
    throw new UnusableFacts([`The edition ${loaded[0].code} is here already; nothing was loaded.`])
  const { disagreements } = plan
  if (!completes) return { ...(await load(db, { facts, fees, plan, now, tell })), disagreements }
  return { ...NOTHING, ...(await loadOthers(db, { facts, plan, now, tell })), disagreements }
}

async function readFactsFile(file: string): Promise<Facts> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnusableFacts([`${file} cannot be read: ${error.message}.`])
  })
  return readFacts(text)
}

async function readFeesFile(file: string): Promise<FeesFacts> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnusableFacts([`${file} cannot be read: ${error.message}.`])
  })
  const read = FeesFacts.safeParse(JSON.parse(text))
  if (read.success) return read.data
  throw new UnusableFacts(read.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`))
}

/** What is constructed from a facts file with the economies and groups that are on record. */
export async function planOf(db: Db, facts: Facts, loads: Loads): Promise<Plan> {
  const economies = await listEconomies(db, { hidden: true })
  const memberships = new Map<string, Awaited<ReturnType<typeof listMemberships>>>()
  for (const group of await listGroups(db))
    memberships.set(group.code, await listMemberships(db, { groupCode: group.code }))
  const candidates = economies.map(({ code, kind, regionCode, status }) => ({
    code,
    kind,
    region: regionCode,
    eligible: kind === 'organisation' || status === 'member',
  }))
  return construct({
    highs: await makeHighs(),
    facts,
    candidates,
    isMemberOn: (code, group, on) =>
      isMember(
        (memberships.get(group) ?? []).filter((one) => one.economyCode === code),
        on,
      ),
    loads,
  })
}

export { DEMONSTRATION_PASSWORD }

/** Accounts to try things with, over the newest edition of what was loaded. Everybody knows their password. */
export async function seedAccounts(db: Db, loaded: Loaded): Promise<{ email: string; what: string }[]> {
  const edition = (await listEditions(db)).find((one) => loaded.ids.has(one.code))
  if (!edition) return []
  const pavilions = [...(loaded.ids.get(edition.code) ?? [])]
  const [economy, pavilionId] = pavilions[0] ?? []
  const accounts: { email: string; name: string; what: string; grants: Grant[] }[] = [
    {
      email: 'admin@rialto.example',
      name: 'House administrator',
      what: 'administers the whole house',
      grants: [{ role: 'administrator', kind: 'house', id: '' }],
    },
    {
      email: 'manager@rialto.example',
      name: `Manager of ${edition.code}`,
      what: `manages ${edition.code}`,
      grants: [{ role: 'manager', kind: 'edition', id: edition.id }],
    },
    {
      email: 'clerk@rialto.example',
      name: `Clerk of ${edition.code}`,
      what: `works on ${edition.code}`,
      grants: [{ role: 'clerk', kind: 'edition', id: edition.id }],
    },
  ]
  if (pavilionId)
    accounts.push({
      email: 'pavilion@rialto.example',
      name: `Pavilion of ${economy}`,
      what: `administers the constructed pavilion of ${economy} at ${edition.code}`,
      grants: [{ role: 'administrator', kind: 'pavilion', id: pavilionId }],
    })
  await transact(db, async (tx) => {
    for (const { what: _, ...account } of accounts) {
      const order: NewAccount = { ...account, password: DEMONSTRATION_PASSWORD, demonstration: true, by: 'seed' }
      await createAccountIn(tx, order)
    }
  })
  return accounts.map(({ email, what }) => ({ email, what }))
}
