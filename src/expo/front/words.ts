declare module '#web/phrases.ts' {
  interface Phrases {
    front: typeof import('../../../locales/en/front.json')
  }
}

export {}
