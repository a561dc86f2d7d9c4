import { globSync, readdirSync, readFileSync } from 'node:fs'
import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#kernel/language.ts'
import { inRoot } from '#platform/root.ts'
import { FORMAT_LOCALE, findPhrase, refusalKey } from '#web/phrases.ts'

const fileNames = (language: Language) => readdirSync(inRoot('locales', language)).sort()
const read = (language: Language, file: string) =>
  JSON.parse(readFileSync(inRoot('locales', language, file), 'utf8')) as Record<string, string>

const files = fileNames('en')
const others = LANGUAGES.filter((language) => language !== 'en')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: inRoot() })
  .filter((file) => !/\.test\.tsx?$|makers\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(inRoot(file), 'utf8') }))

/** What a sentence has to be told: the names of its arguments, and which of them are counted. */
function argumentsOf(text: string): { names: string[]; counted: Map<string, string[]> } {
  const names = new Set<string>()
  const counted = new Map<string, string[]>()
  const walk = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (isArgumentElement(element) || isNumberElement(element) || isDateElement(element)) names.add(element.value)
      if (isPluralElement(element) || isSelectElement(element)) {
        names.add(element.value)
        if (isPluralElement(element) && element.pluralType === 'cardinal')
          counted.set(element.value, Object.keys(element.options))
        for (const option of Object.values(element.options)) walk(option.value)
      }
    }
  }
  walk(parse(text, { ignoreTag: true }))
  return { names: [...names].sort(), counted }
}

describe.each(others)('the wording in %s', (language) => {
  test('has the same files as the English', () => expect(fileNames(language)).toEqual(files))

  test.each(files)('%s has the same keys, and each sentence takes the same arguments', (file) => {
    const english = read('en', file)
    const theirs = read(language, file)
    expect(Object.keys(theirs)).toEqual(Object.keys(english))
    for (const [key, text] of Object.entries(english)) {
      const has = argumentsOf(theirs[key] ?? '')
      expect(has.names, `${file} ${key}`).toEqual(argumentsOf(text).names)
    }
  })

  test.each(files)('%s counts in every form that the language has', (file) => {
    const forms = new Intl.PluralRules(FORMAT_LOCALE[language]).resolvedOptions().pluralCategories
    // Forms for millions in French and Spanish are the general one wherever small numbers are counted.
    const needed = forms.filter((form) => form !== 'many' || !['fr', 'es'].includes(language))
    for (const [key, text] of Object.entries(read(language, file)))
      for (const [, options] of argumentsOf(text).counted) {
        const covered = new Set(options.map((option) => ({ '=0': 'zero', '=1': 'one', '=2': 'two' })[option] ?? option))
        expect(
          needed.filter((form) => !covered.has(form)),
          `${file} ${key}`,
        ).toEqual([])
      }
  })

  test.each(files)('%s is translated', (file) => {
    const english = read('en', file)
    const same = Object.entries(read(language, file)).filter(([key, text]) => {
      const words = text.replace(/\{[^{}]*\}/g, '')
      return text === english[key] && /\p{L}{4,}/u.test(words) && !SAME_EVERYWHERE.has(text)
    })
    // A few words are the same in two languages ("Source" in French); a file of them is not translated.
    expect(same.map(([key]) => key).slice(0, 20)).toHaveLength(Math.min(same.length, 3))
  })
})
const SAME_EVERYWHERE = new Set(['JSON', 'Rialto'])

const codes = new Set<string>()
for (const { text } of sources) {
  for (const [, code] of text.matchAll(/new Refusal\(\s*'[a-z]+',\s*'([a-z]+\.[a-z-]+)'/g)) codes.add(code as string)
  for (const [, code] of text.matchAll(/error: '([a-z]+\.[a-z-]+)'/g)) codes.add(code as string)
  for (const [, code] of text.matchAll(
    /(?:min|max|regex)\([^)]*'((?:web|people|companies|pavilions|applications|booths|editions|economies|results)\.[a-z-]+)'/g,
  ))
    codes.add(code as string)
}
for (const { file, text } of sources.filter((source) => /\/rules(\/[^/]+)?\.ts$/.test(source.file))) {
  const [, room = ''] = /([^/]+)\/rules[./]/.exec(file) ?? []
  for (const [, reason] of text.matchAll(/\bno\('([a-z-]+)'/g)) codes.add(`${room}.${reason}`)
}

test('refusals are found in the code', () => expect(codes.size).toBeGreaterThan(60))

test.each([...codes].sort())('the refusal %s can be said in six languages', (code) => {
  for (const language of LANGUAGES) {
    const key = refusalKey(code)
    const [file = '', ...rest] = key.split('.')
    expect(read(language, `${file}.json`)[rest.join('.')], `${language}: ${key}`).toBeTruthy()
  }
})

test('no wording lies about unused', () => {
  const all = sources.map((source) => source.text).join('\n')
  const templates = [...all.matchAll(/`([a-z]+\.[a-z-]+\.?[^`]*\$\{[^`]*)`/g)].map(
    ([, template]) =>
      new RegExp(
        `^${(template as string)
          .replace(/\$\{[^}]*\}/g, '\u0000')
          .replace(/[.*+?^()|[\]\\{}$]/g, '\\$&')
          .replaceAll('\u0000', '[a-z0-9.-]+')}$`,
      ),
  )
  const unused = files.flatMap((file) =>
    Object.keys(read('en', file))
      .map((key) => `${file.replace('.json', '')}.${key}`)
      .filter((key) => !all.includes(`'${key}'`) && !templates.some((template) => template.test(key)))
      .filter((key) => {
        const code = key.replace('.refusals.', '.')
        return (
          code === key || !(codes.has(code) || all.includes(`'${code}'`) || all.includes(`no('${code.split('.')[1]}'`))
        )
      }),
  )
  expect(unused).toEqual([])
})

test('a phrase with a number reads as a person would write it', () => {
  expect(findPhrase('en', 'editions.opens-in', { days: 1 })).toBe('opens tomorrow')
  expect(findPhrase('en', 'editions.opens-in', { days: 235 })).toBe('opens in 235 days')
})
