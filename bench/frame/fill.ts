import { runnerImport } from 'vite'
import { inRoot } from '#platform/root.ts'

/** Fills a house with a fair of `bench/fairs`, by the rooms' own commands; these stand beside pages in JSX, which Node alone does not read. */
export async function fill(
  fair: string,
  ...asked: [databaseUrl: string, edition: string, count: number]
): Promise<void> {
  const { module } = await runnerImport<{ fill(...order: typeof asked): Promise<void> }>(
    inRoot('bench', 'fairs', `${fair}.ts`),
    {
      root: inRoot(),
      configFile: false,
      logLevel: 'error',
      oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
    },
  )
  await module.fill(...asked)
}
