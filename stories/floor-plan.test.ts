import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { getEdition } from '#expo/ground/editions/index.ts'
import { aStage } from '#tests/served.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage()
const { db } = stage.house
/** Drafts save by themselves a moment after the last stroke. */
const SOON = { timeout: 15_000 }
const PHONE = { viewport: { width: 360, height: 740 } }
const HALL = '8.2H'

interface Drawn {
  number: string
  outline: [number, number][]
}
const boothsOf = async (code: string, state: 'draft' | 'released'): Promise<Drawn[]> => {
  const { id } = await getEdition(db, code)
  return db
    .selectFrom('booths.plans as plan')
    .innerJoin('booths.booths as booth', 'booth.planId', 'plan.id')
    .select(['booth.number', 'booth.outline'])
    .where('plan.editionId', '=', id)
    .where('plan.hallCode', '=', HALL)
    .where('plan.state', '=', state)
    .orderBy('booth.number')
    .execute() as Promise<Drawn[]>
}
const isFlat = async (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

test('a visitor finds a booth and the way to it on a phone, in Arabic, without JavaScript', async () => {
  const visitor = await stage.visitor({ ...PHONE, javaScriptEnabled: false, locale: 'ar' })
  const main = visitor.getByRole('main')
  const [first, last] = [await boothsOf('ciie-2023', 'released')].flatMap((all) => [all[0], all.at(-1)])
  if (!first || !last) throw new Error('the hall is empty')

  // The venue: she asks for a hall, and finds every booth drawn in it as a link.
  await visitor.goto('/ar/ciie-2023/plan')
  await main.getByRole('link', { name: HALL, exact: false }).first().click()
  await visitor.waitForURL(new RegExp(`/ar/ciie-2023/plan/${HALL}`))
  expect(await isFlat(visitor)).toBe(true)
  const links = main.locator('svg .booths a')
  expect(await links.count()).toBe((await boothsOf('ciie-2023', 'released')).length)

  // She opens one; it says how to get there, and from it the way to another is told step by step.
  await visitor.goto(`/ar/ciie-2023/plan?q=${HALL}-${last.number}`)
  await main
    .getByRole('link', { name: `${HALL}-${last.number}` })
    .first()
    .click()
  await visitor.waitForURL(new RegExp(`/booths/${HALL}-${last.number}`))
  expect(await main.innerText()).toMatch(/م²/)
  expect(await isFlat(visitor)).toBe(true)
  await visitor.goto(`/ar/ciie-2023/plan/${HALL}`)
  await visitor.locator('[name="from"]').first().fill(`1.1H-A01`)
  await visitor.locator('[name="to"]').first().fill(last.number)
  await visitor.locator('form:has([name="from"]) button').first().click()
  expect(await main.locator('svg .way').count()).toBe(1)
  const steps = await main.innerText()
  expect(steps).toContain(`${HALL}-${last.number}`)
  expect(await isFlat(visitor)).toBe(true)
  expect(stage.complaints).toEqual([])
})

test('with a keyboard one goes from booth to booth, looks closer, and opens one; the address keeps what one looked at', async () => {
  const visitor = await stage.visitor({ viewport: { width: 1200, height: 800 } })
  await visitor.goto(`/en/ciie-2023/plan/${HALL}`)
  const frame = visitor.locator('[data-plan]')
  const nameOfFocused = () => visitor.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  await frame.focus()
  await visitor.keyboard.press('Tab')
  const from = await nameOfFocused()
  expect(from).toMatch(/^[A-Z]+\d+ · /)
  await visitor.keyboard.press('ArrowRight')
  await visitor.keyboard.press('ArrowDown')
  const to = await nameOfFocused()
  expect(to).not.toBe(from)
  await visitor.keyboard.press('+')
  await visitor.keyboard.press('+')
  await expect.poll(() => visitor.url(), SOON).toContain('#v=')
  await visitor.keyboard.press('/')
  expect(await visitor.evaluate(() => document.activeElement?.matches('[data-find]'))).toBe(true)
  const kept = visitor.url()
  await visitor.goto('about:blank')
  await visitor.goto(kept)
  const zoom = () => frame.evaluate((one) => Number(getComputedStyle(one).getPropertyValue('--zoom')))
  expect(await zoom()).toBeGreaterThan(1.3)
  await frame.focus()
  await visitor.keyboard.press('Tab')
  await visitor.keyboard.press('Enter')
  await visitor.waitForURL(/\/booths\//)
  expect(stage.complaints).toEqual([])
})

test('two clerks draw one hall at once: nobody’s strokes are lost, rules are told while drawing, and the world sees it once released', async () => {
  const clerk = await stage.signedIn('clerk', { viewport: { width: 1440, height: 1000 } })
  const manager = await stage.signedIn('manager', { viewport: { width: 1440, height: 1000 } })
  const desk = `/en/ciie-2024/staff/plans/${HALL}`
  const all = await boothsOf('ciie-2024', 'released')
  const edges = ({ outline }: Drawn) => {
    const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)]
    return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
  }
  // Two booths of one size, wall to wall; and two others.
  const pair = all
    .flatMap((one) => all.map((other) => [one, other] as const))
    .find(([one, other]) => {
      const [a, b] = [edges(one), edges(other)]
      return a.x1 === b.x0 && a.y0 === b.y0 && a.y1 === b.y1
    })
  if (!pair) throw new Error('no two booths stand wall to wall')
  const [left, right] = pair
  const [third, fourth] = all.filter((one) => !pair.includes(one))
  if (!third || !fourth) throw new Error('the hall has too few booths')

  await clerk.goto(desk)
  await clerk.getByRole('button', { name: 'Begin a draft' }).click()
  await clerk.waitForURL(/draft$/)
  await manager.goto(`${desk}/draft`)
  const boothOn = (page: Page, { number }: Drawn) =>
    page.locator('.editor svg g.booths').filter({ has: page.getByText(number, { exact: true }) })
  const press = async (page: Page, one: Drawn, how: { modifiers?: 'Shift'[] } = {}) => boothOn(page, one).click(how)
  const status = (page: Page) => page.locator('.tools [role=status]').innerText()
  const isSaved = (page: Page) => expect.poll(() => status(page), SOON).toBe('Saved')
  const side = clerk.locator('.editor .side')
  await isSaved(clerk)
  await isSaved(manager)
  expect(await violationsOf(clerk)).toEqual([])

  // A booth pushed into its neighbour is told at once, and taken back with one key.
  const { length } = await boothsOf('ciie-2024', 'draft')
  await press(clerk, left)
  await clerk.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => side.locator('.tag.stop').count(), SOON).toBeGreaterThan(0)
  await clerk.keyboard.press('Control+z')
  await expect.poll(() => side.locator('.tag.stop').count(), SOON).toBe(0)
  await isSaved(clerk)

  // Dragged with the mouse, it catches on the grid; and goes back.
  const box = await boothOn(clerk, left).boundingBox()
  if (!box) throw new Error('the booth is not to be seen')
  const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
  await clerk.mouse.move(...middle)
  await clerk.mouse.down()
  await clerk.mouse.move(middle[0] + 40, middle[1] + 25, { steps: 6 })
  await clerk.mouse.up()
  await isSaved(clerk)
  const dragged = (await boothsOf('ciie-2024', 'draft')).find((one) => one.number === left.number)
  expect(dragged?.outline).not.toEqual(left.outline)
  expect(dragged?.outline.flat().every((value) => Number.isInteger(value * 2))).toBe(true)
  await clerk.keyboard.press('Control+z')
  await isSaved(clerk)

  // The clerk makes one booth of two; meanwhile the manager takes out a third. Both stand.
  await press(clerk, left)
  await press(clerk, right, { modifiers: ['Shift'] })
  await clerk.keyboard.press('m')
  await side.getByLabel('Number').fill('Z99')
  await clerk.keyboard.press('Enter')
  await isSaved(clerk)
  // Who types in a field is still at it after what stands beside the drawing was made anew.
  expect(await side.getByLabel('Number').evaluate((one) => one === document.activeElement)).toBe(true)
  await press(manager, third)
  await manager.keyboard.press('Delete')
  await isSaved(manager)
  await expect
    .poll(() => manager.locator('.editor .side').innerText(), SOON)
    .toContain('Somebody else has drawn in this draft')
  const together = (await boothsOf('ciie-2024', 'draft')).map((one) => one.number)
  expect(together).toContain('Z99')
  expect(together).not.toContain(third.number)
  expect(together.length).toBe(length - 2)

  // Both rename the same booth: theirs stands, mine is offered back.
  await press(manager, fourth)
  await manager.locator('.editor .side').getByLabel('Number').fill('Y88')
  await manager.keyboard.press('Enter')
  await isSaved(manager)
  await press(clerk, fourth)
  await side.getByLabel('Number').fill('X77')
  await clerk.keyboard.press('Enter')
  await expect.poll(() => side.innerText(), SOON).toContain('Somebody else changed these as well')
  await isSaved(clerk)
  expect((await boothsOf('ciie-2024', 'draft')).map((one) => one.number)).toContain('Y88')
  await side.getByRole('button', { name: 'Put mine back' }).click()
  await isSaved(clerk)
  expect((await boothsOf('ciie-2024', 'draft')).map((one) => one.number)).toContain('X77')

  // Without a connection what is drawn is kept, and saved when there is one again.
  const before = stage.complaints.length
  await clerk.context().setOffline(true)
  await clerk.locator('.editor .window').focus()
  await clerk.keyboard.press('.')
  await side.getByLabel('Number').fill('W66')
  await clerk.keyboard.press('Enter')
  await expect.poll(() => status(clerk), SOON).toContain('No connection')
  await clerk.context().setOffline(false)
  await isSaved(clerk)
  stage.complaints.length = before
  expect((await boothsOf('ciie-2024', 'draft')).map((one) => one.number)).toContain('W66')

  // The public plan is what it was, until a manager releases the draft.
  const visitor = await stage.visitor({ javaScriptEnabled: false })
  await visitor.goto(`/en/ciie-2024/plan/${HALL}`)
  expect(await visitor.getByRole('main').innerText()).not.toContain('Z99')
  await manager.goto(`${desk}/draft/release`)
  const main = manager.getByRole('main')
  expect(await main.innerText()).toContain('Nobody who holds a booth is moved without being asked')
  expect(await violationsOf(manager)).toEqual([])
  await manager.getByLabel('What changes and why').fill('Two stands made one.')
  await main.getByRole('button', { name: 'Release the plan' }).click()
  await expect.poll(() => main.innerText(), SOON).toContain('The plan is public.')
  await visitor.goto(`/en/ciie-2024/booths/${HALL}-Z99`)
  expect(await visitor.getByRole('main').innerText()).toContain('m²')
  await visitor.goto(`/en/ciie-2024/plan/${HALL}`)
  expect(await visitor.getByRole('main').innerText()).toContain('Z99')
  // The browser itself says so when an answer is 409.
  expect(stage.complaints.filter((one) => !/409/.test(one))).toEqual([])
})
