// Who may call whom. `docs/rules.md` prints this table in prose; `tests/walls.test.ts` plants a violation of each rule and sees it refused.

/** The rooms in the order of their storeys. A room calls rooms of its own wing that stand before it, and rooms of the wings below. */
const ROOMS = [
  'ground/editions',
  'ground/economies',
  'ground/people',
  'ground/companies',
  'ground/calendar',
  'exhibition/pavilions',
  'exhibition/applications',
  'exhibition/booths',
  'exhibition/fees',
  'results',
  'front',
]
/** What past 300 lines is a folder: rules/ is rules.ts in several files. */
const RULES = '(^|/)rules(\\.ts$|/)'
const FRONT_DESK = '((index|words|rules)\\.ts$|rules/)'
const TESTS = '\\.test\\.tsx?$|/makers\\.ts$'
const any = (paths) => paths.map((path) => `^src/expo/${path}/`)

const upwards = ROOMS.slice(0, -1).map((room, index) => ({
  name: `${room.replace('/', '-')}-calls-nobody-above`,
  severity: 'error',
  comment: 'A room calls rooms before it. Upwards goes by reaction.',
  from: { path: `^src/expo/${room}/` },
  to: { path: any(ROOMS.slice(index + 1)) },
}))

const doors = ROOMS.map((room) => ({
  name: `enter-${room.replace('/', '-')}-by-its-front-desk`,
  severity: 'error',
  comment: 'Another room is imported through index.ts; words.ts and rules.ts may be imported directly.',
  from: { path: '^src/', pathNot: [`^src/expo/${room}/`, '^src/main/map\\.ts$', TESTS] },
  to: { path: `^src/expo/${room}/`, pathNot: `^src/expo/${room}/${FRONT_DESK}` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TESTS },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-knows-the-kernel-only',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/', pathNot: '^src/(kernel|platform)/' },
    },
    {
      name: 'web-knows-kernel-and-platform-only',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TESTS },
      to: { path: '^src/', pathNot: '^src/(kernel|platform|web)/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/', TESTS] },
      to: { path: '^src/main/' },
    },
    {
      name: 'the-demonstration-is-loaded-by-main-only',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main|demonstration)/', TESTS] },
      to: { path: '^src/demonstration/' },
    },
    {
      name: 'reactions-are-for-main',
      severity: 'error',
      from: { path: '^src/expo/' },
      to: { path: '^src/expo/reactions\\.ts$' },
    },
    ...upwards,
    ...doors,
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'Facts in, verdict out: kernel, words and other rules, so that the browser can run them too.',
      from: { path: RULES, pathNot: TESTS },
      to: { pathNot: ['^src/kernel/', '(^|/)words\\.ts$', RULES] },
    },
    {
      name: 'pages-fetch-nothing',
      severity: 'error',
      from: { path: '/pages/' },
      to: {
        path: ['/(queries|routes)(/|\\.tsx?$)', '/commands?(/|\\.ts$)', '^src/platform/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'browser-code-sees-no-server',
      severity: 'error',
      from: { path: '/browser/' },
      to: {
        path: '^src/',
        pathNot: ['^src/kernel/', '(^|/)words\\.ts$', RULES, '/browser/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'makers-are-for-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '/makers\\.ts$|\\.test\\.tsx?$|^tests/' },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^topojson-specification$' },
    },
    {
      name: 'nothing-hangs-in-the-air',
      severity: 'error',
      comment: 'The product uses what package.json brings at run time, not what the tests brought.',
      from: { path: '^src/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/(@types/|topojson-specification)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
