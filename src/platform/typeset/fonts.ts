import { readdirSync } from 'node:fs'
import { inRoot } from '../root.ts'

/**
 * The house's own fonts, so that a document looks the same wherever it is made: Latin, Greek, Cyrillic and Vietnamese with serifs and
 * without, Arabic, Chinese with rare characters, and the other scripts that exhibitors write their names in. All free:
 * SIL Open Font License, the Chinese one Apache 2.0. Arabic is a Naskh whose letters are drawn whole: of newer ones, with dots apart, the text cannot be copied out of a PDF.
 */
const FOLDERS = [
  '@expo-google-fonts/noto-sans',
  '@expo-google-fonts/noto-serif',
  '@embedpdf/fonts-arabic',
  '@embedpdf/fonts-sc',
  '@expo-google-fonts/nanum-gothic',
  '@expo-google-fonts/noto-sans-armenian',
  '@expo-google-fonts/noto-sans-bengali',
  '@expo-google-fonts/noto-sans-devanagari',
  '@expo-google-fonts/noto-sans-ethiopic',
  '@expo-google-fonts/noto-sans-georgian',
  '@expo-google-fonts/noto-sans-hebrew',
  '@expo-google-fonts/noto-sans-khmer',
  '@expo-google-fonts/noto-sans-lao',
  '@expo-google-fonts/noto-sans-myanmar',
  '@expo-google-fonts/noto-sans-sinhala',
  '@expo-google-fonts/noto-sans-thai',
] as const

/** Regular and bold are what documents are set in; the packages bring more. */
const USED = /(?:Regular|Bold)\.(?:ttf|otf)$/
const UNUSED = /(?:Semi|Extra)Bold|Italic/

export const fontFolders = (): string[] => FOLDERS.map((folder) => inRoot('node_modules', folder))

/** The font files that documents are set in. */
export const fontFiles = (): string[] =>
  fontFolders().flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(({ name }) => USED.test(name) && !UNUSED.test(name))
      .map(({ name, parentPath }) => `${parentPath}/${name}`)
      .sort(),
  )
