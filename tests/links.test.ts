import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '#platform/root.ts'

const pages = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md', 'bench/*.md'], { cwd: inRoot() })

/** The anchor that a heading gets on the usual sites. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

test('there are pages to read', () => expect(pages.length).toBeGreaterThan(6))

test.each(pages)('every link of %s leads somewhere', (page) => {
  const text = readFileSync(inRoot(page), 'utf8').replace(/```.*?```/gs, '')
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? inRoot(page) : join(inRoot(dirname(page)), path)
    expect(existsSync(file), `${page} -> ${target}`).toBe(true)
    if (!anchor || !file.endsWith('.md')) continue
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      anchorOf(heading as string),
    )
    expect(headings, `${page} -> ${target}`).toContain(anchor)
  }
})
