declare module '#web/phrases.ts' {
  interface Phrases {
    api: typeof import('../../locales/en/api.json')
  }
}

export {}
