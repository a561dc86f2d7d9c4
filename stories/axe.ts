import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { inRoot } from '#platform/root.ts'

const source = readFileSync(inRoot('node_modules/axe-core/axe.min.js'), 'utf8')

interface Found {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}

/** What axe finds wrong with a page by WCAG 2.2 A and AA, a line each. Run past the page's own strict policy, as a reader's extension is. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(of: Document, options: object): Promise<{ violations: Found[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await axe.run(document, { runOnly: tags })).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => ({
        html: html.slice(0, 160),
        failureSummary: failureSummary ?? '',
      })),
    }))
  })
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html} ${node.failureSummary}`))
}
