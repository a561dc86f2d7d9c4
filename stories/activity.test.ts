import { expect, test } from 'vitest'
import { aStage } from '#tests/served.ts'

const stage = await aStage()
const EDITION = 'ciie-2024'

test('an embassy on a phone proposes an activity for a stage, is told what is there, takes a free slot; a clerk sets it; a reader far away sees both clocks', async () => {
  // The embassy has no JavaScript.
  const embassy = await stage.signedIn('pavilion', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await embassy.getByRole('link', { name: /Pavilion of/ }).click()
  await embassy.getByRole('link', { name: 'No activity in the programme yet' }).click()
  expect(await embassy.getByRole('main').innerText()).toContain('Nothing is planned yet')
  await embassy.getByRole('link', { name: 'Plan an activity' }).click()
  await embassy.getByLabel('Place', { exact: true }).selectOption({ label: 'Central Stage · stage · 4.1H' })
  await embassy.getByLabel('Day', { exact: true }).fill('2024-11-05')
  await embassy.getByLabel('From').fill('11:15')
  await embassy.getByLabel('Until').fill('11:45')
  await embassy.getByLabel('Kind').selectOption({ label: 'tasting' })
  await embassy.locator('[name="title.en"]').fill('Rooibos, poured slowly')
  await embassy.getByRole('button', { name: 'Plan', exact: true }).click()

  // One language is not enough; what was typed is still there.
  expect(await embassy.getByRole('alert').innerText()).toContain('One field needs mending')
  expect(await embassy.getByRole('main').innerText()).toContain('needs its title in at least 2 languages')
  expect(await embassy.getByLabel('From').inputValue()).toBe('11:15')
  await embassy.locator('[name="title.ar"]').fill('رويبوس يُسكب على مهل')
  await embassy.getByRole('button', { name: 'Plan', exact: true }).click()

  // The stage is taken then: by what, until when, and what is free instead.
  const told = await embassy.getByRole('main').innerText()
  expect(told).toContain('“Coffee, tasted blind” is there on 5 November 2024 from 11:00 to 11:45')
  await embassy.getByLabel('12:00–12:30 · Central Stage').check()
  await embassy.getByRole('button', { name: 'Plan', exact: true }).click()
  expect(await embassy.getByRole('status').innerText()).toContain('It is proposed')
  const activity = new URL(embassy.url()).pathname

  // Nobody sees a proposal.
  const reader = await stage.visitor({ timezoneId: 'America/Sao_Paulo', locale: 'ar' })
  await reader.goto(`/ar/${EDITION}/programme?day=2024-11-05`)
  expect(await reader.getByRole('main').innerText()).not.toContain('رويبوس')

  // A clerk finds it waiting, and sets it.
  const clerk = await stage.signedIn('clerk')
  await clerk.getByRole('link', { name: /One proposal waits/ }).click()
  await clerk.getByRole('link', { name: 'Rooibos, poured slowly' }).first().click()
  await clerk.getByRole('button', { name: 'Set it' }).click()
  expect(await clerk.getByRole('status').innerText()).toContain('It is set')

  // Now it is in the programme, on the venue's clock and on the reader's own, and leads to the pavilion.
  await reader.reload()
  await reader.getByRole('link', { name: 'رويبوس يُسكب على مهل' }).click()
  const page = reader.getByRole('main')
  await expect.poll(() => page.innerText()).toContain('بتوقيتك')
  expect(await page.locator('time').first().getAttribute('datetime')).toBe('2024-11-05T04:00:00.000Z')
  expect(await page.locator('.own').first().innerText()).toContain('1:00')
  await expect(page.getByRole('link', { name: 'أضفه إلى تقويمك' }).getAttribute('href')).resolves.toMatch(/\.ics$/)
  const feed = await (await fetch(`${stage.address}/ar/${EDITION}/pavilions/zaf/activities.ics`)).text()
  expect(feed).toContain('DTSTART:20241105T040000Z')

  // The embassy cancels; the page stays and says why, and so does the feed.
  await embassy.goto(`${activity}/cancel`)
  await embassy.getByLabel('Reason').fill('The kettle is held up at customs.')
  await embassy.getByRole('button', { name: 'Cancel it' }).click()
  await reader.reload()
  expect(await page.innerText()).toContain('The kettle is held up at customs.')
  expect(await (await fetch(`${stage.address}/en/${EDITION}/programme.ics`)).text()).toContain('STATUS:CANCELLED')

  expect(stage.complaints.filter((one) => !/409|422/.test(one))).toEqual([])
})
