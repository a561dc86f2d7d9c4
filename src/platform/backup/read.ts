import { Damaged, type Entry, readContainer, textOf } from './container.ts'
import { FORMAT, HEADER, Header, README, SUMMARY, Summary } from './contents.ts'

export interface Verified {
  digest: string
  header: Header
  summary: Summary
}

/** Reads a whole backup; every byte has been compared when it returns. Throws Damaged with a sentence. */
export async function readBackup(
  path: string,
  use: (entry: Entry, header: Header) => Promise<void> = async () => {},
): Promise<Verified> {
  let header: Header | null = null
  let summary: Summary | null = null
  const { digest } = await readContainer(path, async (entry) => {
    if (entry.name === HEADER) header = headerOf(path, await textOf(entry))
    else if (entry.name === SUMMARY) summary = Summary.parse(JSON.parse(await textOf(entry)))
    else if (entry.name !== README) {
      if (!header) throw new Damaged(`${path} does not begin as a backup does.`)
      await use(entry, header)
    }
  })
  if (!header || !summary) throw new Damaged(`${path} is no whole backup: it does not say what it holds.`)
  return { digest, header, summary }
}

function headerOf(path: string, text: string): Header {
  const told = JSON.parse(text) as { format?: number; rialto?: string }
  if (Number(told.format) > FORMAT)
    throw new Damaged(
      `${path} was written by a newer Rialto (${told.rialto}). Use that one, or a newer one, to read it.`,
    )
  return Header.parse(told)
}
