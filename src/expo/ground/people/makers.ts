import type { Actor, Grant } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import { createAccountIn } from './commands/accounts.ts'

let made = 0
const PASSWORD = 'a harbour in the morning'

export interface MadePerson {
  id: string
  email: string
  password: string
  actor: Actor
}

/** An account with a confirmed address, who may sign in, and the roles given. */
export async function aPerson(db: Db, ...grants: Grant[]): Promise<MadePerson> {
  made += 1
  const email = `person${made}-${Date.now()}@example.org`
  const { id } = await transact(db, (tx) =>
    createAccountIn(tx, { email, name: `Person ${made}`, password: PASSWORD, grants, by: 'seed' }),
  )
  return { id, email, password: PASSWORD, actor: { kind: 'person', id, grants } }
}
