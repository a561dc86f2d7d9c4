import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { aStatement } from './makers.ts'
import type { Lines, Paper } from './paper.ts'
import { type ToSet, typeset } from './typeset.ts'

const set = (language: Language, change: Partial<Paper> = {}, template: ToSet['template'] = 'document') =>
  typeset({ template, data: { ...aStatement, ...change }, language })
const open = (pdf: Uint8Array) => getDocumentProxy(new Uint8Array(pdf))
const wordsOf = async (pdf: Uint8Array) =>
  (await extractText(await open(pdf), { mergePages: true })).text.replace(/\s+/g, ' ')
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Everything in a PDF that is written out or packed, as text. */
function insides(pdf: Uint8Array): string {
  const all = Buffer.from(pdf)
  let text = all.toString('latin1')
  for (let at = all.indexOf('stream\n'); at >= 0; at = all.indexOf('stream\n', at + 7))
    try {
      text += inflateSync(all.subarray(at + 7)).toString('latin1')
    } catch {
      // Not packed: it stands in the file as it is.
    }
  return text
}

describe.each(LANGUAGES)('a document in %s', (language) => {
  test('says all that it was given, in order, and English beside it where it is asked for', async () => {
    const said = await wordsOf(await set(language, { withEnglish: true }))
    const expected = [
      aStatement.title,
      aStatement.parties?.[0]?.label,
      aStatement.lines?.rows[0]?.what,
      aStatement.notes?.[0],
    ].map((one) => one?.[language] ?? '')
    if (language === 'ar') {
      // Readers of PDF put the words of a line in the order they are seen in; each of them is whole.
      for (const word of ['بيان', 'الرسوم', 'العارض', 'جناح', 'المجموع', 'الشروط']) expect(said).toContain(word)
    } else {
      const places = expected.map((text) => said.replaceAll(' ', '').indexOf(text.replaceAll(' ', '')))
      expect(places, said).not.toContain(-1)
      expect(places).toEqual([...places].sort((a, b) => a - b))
    }
    for (const english of ['Statement of fees', 'Exhibitor', 'What is granted stays granted'])
      expect(said).toContain(english)
    for (const name of [
      '东帝汶咖啡合作社 龑',
      'Cooperativa Café Timor',
      '1 Quay Street',
      '2023-0417',
      '−6,000.00',
      'USD 0.00',
    ])
      expect(said).toContain(name)
    if (language !== 'en') expect(await wordsOf(await set(language))).not.toContain('Exhibitor')
  })

  test('is PDF/A-2a: titled, in its language, tagged, with every font inside', async () => {
    const pdf = await set(language)
    const { info } = await (await open(pdf)).getMetadata()
    expect(info).toMatchObject({
      Title: `${aStatement.title[language]} 2023-0417`,
      CreationDate: 'D:20230901000000Z',
      Language: language === 'zh' ? 'zh-CN' : language,
    })
    const inside = insides(pdf)
    expect(inside).toMatch(/pdfaid:part>2</)
    expect(inside).toMatch(/pdfaid:conformance>A</)
    expect(inside).toContain('/Marked true')
    for (const tag of ['/H1', '/Table', '/TH', '/TD']) expect(inside).toContain(tag)
    const fonts = inside.match(/\/Type \/FontDescriptor/g)?.length ?? 0
    expect(fonts).toBeGreaterThan(2)
    expect(inside.match(/\/FontFile[23] /g)).toHaveLength(fonts)
  })
})

test('the same data make the same bytes, in another press too', async () => {
  const first = sha(await set('ar', { withEnglish: true }))
  expect(sha(await set('ar', { withEnglish: true }))).toBe(first)
  const other = `
    import { createHash } from 'node:crypto'
    import { typeset } from './src/platform/typeset/typeset.ts'
    import { aStatement } from './src/platform/typeset/makers.ts'
    const pdf = await typeset({ template: 'document', data: { ...aStatement, withEnglish: true }, language: 'ar' })
    console.log(createHash('sha256').update(pdf).digest('hex'))`
  const told = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', other], { encoding: 'utf8' })
  expect(told.trim()).toBe(first)
})

describe('hostile text', () => {
  const MARKUP =
    '#import "x": * #read("/etc/passwd") $x^2$ *b* _i_ <a> @ref \\ ` // c /* d */ [x] {y} #{1+1} "]} = - + ~'

  test('stays text', async () => {
    const said = await wordsOf(
      await set('en', { notes: [{ en: MARKUP }], parties: [{ label: { en: MARKUP }, name: MARKUP, lines: [MARKUP] }] }),
    )
    expect(
      said.replaceAll(' ', '').split('#read("/etc/passwd")$x^2$*b*_i_<a>@ref\\`//c/*d*/[x]{y}#{1+1}"]}=-+~').length,
    ).toBe(5)
    expect(said).not.toContain('root:')
  })

  test('of no script that the fonts have is marked, and the letters are named', async () => {
    const said = await wordsOf(
      await set('fr', { parties: [{ label: { en: 'To' }, name: 'A👩‍🚀B 𠮷 \ue000', lines: [] }] }),
    )
    expect(said).toContain('A〓〓B 〓')
    expect(said).toContain('U+1F469, U+1F680')
    expect(said).toContain('U+20BB7, U+E000')
    expect(said).toContain('remplace des caractères')
    expect(await wordsOf(await set('fr'))).not.toContain('〓')
  })

  test('of every script that people write their names in is set', async () => {
    const names = [
      'ສະບາຍດີ',
      'မြန်မာ',
      'አማርኛ',
      'ភាសាខ្មែរ',
      'ภาษาไทย',
      'বাংলা',
      'हिन्दी',
      'සිංහල',
      'ქართული',
      'Հայերեն',
      'עברית',
      '한국어',
      'ひらがなカタカナ',
      'Ελληνικά',
      'Tiếng Việt',
      'Ўзбек',
      '龑鱻㛃䶮𫖯',
      '體灣',
    ]
    const said = await wordsOf(
      await set('en', { parties: [{ label: { en: 'To' }, name: names.join(' '), lines: names }] }),
    )
    expect(said).not.toContain('〓')
  })

  test('that no text should hold breaks nothing', async () => {
    for (const text of [
      '',
      ' ',
      '\u0000\u0007\u001b[31m',
      '\ud800',
      '\u202eevil\u202c',
      'w'.repeat(5_000),
      '\n\n\n',
      '٣'.repeat(200),
      '\u200f\u200d',
      'ا'.repeat(2_000),
    ]) {
      const pdf = await set('ar', {
        withEnglish: true,
        title: { ar: text, en: text },
        parties: [{ label: { ar: text }, name: text, lines: [text] }],
        notes: [{ ar: text }],
      })
      expect(pdf.length, JSON.stringify(text.slice(0, 20))).toBeGreaterThan(1_000)
    }
  })

  test.each([
    'file:///etc/passwd',
    '/etc/passwd',
    '../fonts.ts',
    '../../../../package.json',
    'http://example.org/x.png',
  ])('a drawing that asks for %s is not set', async (href) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="${href}" width="9" height="9"/></svg>`
    await expect(set('en', { picture: { svg, alt: { en: 'x' } } })).rejects.toThrow(
      /not set: .*failed to load linked image/,
    )
  })
})

test('a plan is set with the letters that are drawn in it', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="#eee"/><text x="20" y="100" font-family="Noto Sans" font-size="20">A07 馆 قاعة</text></svg>'
  const pdf = await set('zh', { picture: { svg, alt: { zh: '5号馆' } } }, 'plan')
  expect(await wordsOf(pdf)).toMatch(/A07 馆/)
  const page = await (await open(pdf)).getPage(1)
  const [, , width = 0, height = 0] = page.view
  expect(width).toBeGreaterThan(height)
})

describe('the press', () => {
  const rows = (count: number): Lines => {
    const lines = aStatement.lines as Lines
    return {
      ...lines,
      rows: Array.from({ length: count }, (_, index) => ({
        ...(lines.rows[index % 2] as Lines['rows'][number]),
        amount: String(index),
      })),
    }
  }

  test('holds nobody up while it sets a hundred pages', async () => {
    let turns = 0
    const watch = setInterval(() => {
      turns += 1
    }, 2)
    const pdf = await set('en', { lines: rows(2_500) })
    clearInterval(watch)
    expect((await open(pdf)).numPages).toBeGreaterThan(90)
    expect(turns).toBeGreaterThan(20)
  })

  test('is stopped when it takes too long, says so, and the next document is set', async () => {
    const late = typeset({ template: 'document', data: { ...aStatement, lines: rows(20_000) }, language: 'en' }, 300)
    const next = set('en')
    const error = await late.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({ code: 'web.document-late', kind: 'unready' })
    expect((await next).length).toBeGreaterThan(1_000)
  })

  test('sets many that are ordered at once, each as it was ordered', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => `N-${1000 + index}`)
    const said = await Promise.all(numbers.map(async (number) => wordsOf(await set('en', { number }))))
    for (const [index, words] of said.entries()) expect(words).toContain(numbers[index])
  })
})
