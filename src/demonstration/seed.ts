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
import { construct, type Disagreement } from './construct.ts'
import { readFacts, UnusableFacts } from './facts.ts'
import { type Loaded, load } from './load.ts'

export interface Seeded extends Loaded {
  disagreements: Disagreement[]
}

export const DEMONSTRATION_FACTS = inRoot('data', 'ciie', 'facts.json')

/** Loads a fair out of a facts file. Throws UnusableFacts and leaves nothing behind where the file cannot be used. */
export async function seedFair(db: Db, file: string, now: Date): Promise<Seeded> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnusableFacts([`${file} cannot be read: ${error.message}.`])
  })
  const facts = readFacts(text)
  const fees = facts.fees ? await readFees(join(dirname(file), facts.fees)) : null
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
  const plan = construct(await makeHighs(), facts, candidates, (code, group, on) =>
    isMember(
      (memberships.get(group) ?? []).filter((one) => one.economyCode === code),
      on,
    ),
  )
  return { ...(await load(db, { facts, plan, fees, now })), disagreements: plan.disagreements }
}

async function readFees(file: string): Promise<FeesFacts> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnusableFacts([`${file} cannot be read: ${error.message}.`])
  })
  const read = FeesFacts.safeParse(JSON.parse(text))
  if (read.success) return read.data
  throw new UnusableFacts(read.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`))
}

export const DEMONSTRATION_PASSWORD = 'rialto-demo-2026'

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
