import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

function find(from: string): string {
  if (existsSync(join(from, 'migrations')) && existsSync(join(from, 'package.json'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('Rialto cannot find its own folder: migrations/ is missing beside package.json')
  return find(above)
}

/** The folder of this installation: from the sources and from the bundle in dist/ alike. */
export const root = find(import.meta.dirname)
export const inRoot = (...parts: string[]): string => join(root, ...parts)
