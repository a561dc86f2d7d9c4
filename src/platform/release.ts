import { readFileSync } from 'node:fs'
import { inRoot } from './root.ts'

/** The version of this Rialto. */
export const release: string = (JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }).version
