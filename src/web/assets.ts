import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from '#platform/root.ts'

interface Manifest {
  style: string
  scripts: Record<string, string>
}

/**
 * Addresses of the built style sheet and browser scripts, by the manifest that the build leaves in dist/assets. Without a build (in
 * tests that only read HTML) the addresses are the plain names.
 */
function readManifest(): Manifest {
  const path = inRoot('dist', 'assets', 'manifest.json')
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest)
    : { style: '/assets/style.css', scripts: {} }
}

const manifest = readManifest()

export const assets = {
  style: manifest.style,
  script: (name: string): string => manifest.scripts[name] ?? `/assets/${name}.js`,
}
