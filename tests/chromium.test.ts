import { expect, test } from 'vitest'
import { openBrowser } from './chromium.ts'

test('where the machine has no Chromium, the one shipped with npm is unpacked and runs', async () => {
  const { PATH, CHROMIUM } = process.env
  process.env.PATH = '/nowhere'
  delete process.env.CHROMIUM
  try {
    const browser = await openBrowser()
    const page = await browser.newPage()
    await page.setContent('<h1 lang="ar" dir="rtl">معرض المرفأ</h1>')
    expect(await page.textContent('h1')).toBe('معرض المرفأ')
    // Drawn, not only read: without a font it ends here.
    expect((await page.screenshot()).length).toBeGreaterThan(1_000)
    // Letters that look like each other are boxes: two of each script must not.
    const drawn = async (letter: string) => {
      await page.setContent(`<p style="font-size:60px">${letter}</p>`)
      return (await page.screenshot()).toString('base64')
    }
    for (const [one, other] of ['中国', 'قص', 'дж', '龑鱻', 'ສຄ'].map((pair) => [...pair]))
      expect(await drawn(one as string), one).not.toBe(await drawn(other as string))
    await browser.close()
  } finally {
    process.env.PATH = PATH
    if (CHROMIUM) process.env.CHROMIUM = CHROMIUM
  }
}, 120_000)
