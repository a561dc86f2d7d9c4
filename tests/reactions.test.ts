import { expect, test } from 'vitest'
import { findLiveHolding } from '#expo/exhibition/booths/index.ts'
import { aHolding } from '#expo/exhibition/booths/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { invitePerson } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { listGrants, listInvitations } from '#expo/ground/people/queries.ts'
import { reactions } from '#expo/reactions.ts'
import { day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { maker as by, freshDatabase } from './house.ts'

const { db } = await freshDatabase()
const house = { role: 'administrator', kind: 'house', id: '' } as const
const way = { language: 'en', publicUrl: 'http://localhost', now: new Date('2026-03-01T10:00:00Z') } as const

test('with an edition that is discarded go the roles over it and the invitations to them, and again does no harm', async () => {
  const edition = await anEdition(db)
  const grant = { role: 'manager', kind: 'edition', id: edition.id } as const
  const person = await aPerson(db, grant, house)
  await transact(db, (tx) =>
    invitePerson(tx, {
      email: 'asked@example.org',
      grant,
      subject: 'x',
      text: (link) => link,
      onward: '/',
      ...way,
      by,
    }),
  )
  const follow = reactions.find((one) => one.what === 'edition.discarded')?.follow ?? []
  expect(follow).toHaveLength(1)
  const fact = { what: 'edition.discarded', about: edition.id, details: { code: edition.code } } as const
  for (let time = 0; time < 2; time++) for (const deed of follow) await deed(db, fact)
  expect(await listGrants(db, person.id)).toEqual([house])
  expect(await listInvitations(db, 'edition', edition.id)).toEqual([])
  expect((await listEntries(db, person.id)).filter((one) => one.what === 'role.revoked')).toHaveLength(1)
})

test('whoever takes part no more, or was accepted by mistake, holds no booth; and again does no harm', async () => {
  const edition = await anEdition(db)
  const parties = { editionId: edition.id, companyId: '' }
  const facts = [
    { what: 'application.withdrawn', details: { ...parties, on: day('2023-06-05'), was: 'accepted' } },
    { what: 'application.reopened', details: { ...parties, was: 'accepted' } },
  ] as const
  for (const fact of facts) {
    const { applicationId: about } = await aHolding(db, edition.id)
    const follow = reactions.find((one) => one.what === fact.what)?.follow ?? []
    for (let time = 0; time < 2; time++) for (const deed of follow) await deed(db, { ...fact, about })
    expect(await findLiveHolding(db, about)).toBeNull()
  }
})
