import type { Installation } from '../installation.ts'
export async function backup(_installation: Installation, _file: string): Promise<string> {
  return ''
}
export async function restore(_installation: Installation, _file: string): Promise<string> {
  return ''
}
