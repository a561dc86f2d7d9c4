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
    await browser.close()
  } finally {
    process.env.PATH = PATH
    if (CHROMIUM) process.env.CHROMIUM = CHROMIUM
  }
}, 120_000)
