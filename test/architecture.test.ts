import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { configSchema } from '../src/config.ts'
import { fold } from '../src/text/fold.ts'
import { listFiles, listSourceFiles, placeOf, ROOT, type SourceFile, walk } from './helpers/source-files.ts'

const SOURCE_FOLDERS = ['src', 'adapters', 'scripts'] as const
const src = listSourceFiles('src')
const adapters = listSourceFiles('adapters')
const scripts = listSourceFiles('scripts')
const sources = [...src, ...adapters, ...scripts]
const all = [...sources, ...listSourceFiles('test')]

/** `from -> to` of every import that the rule forbids. */
function findForbidden(
  files: readonly SourceFile[],
  isForbidden: (name: string, from: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports.filter((name) => isForbidden(name, file)).map((name) => `${file.path} -> ${name}`),
  )
}

const isBelow = (...folders: readonly string[]) => {
  return (name: string) => folders.some((folder) => name.startsWith(`${folder}/`))
}

it('looks at files', () => {
  expect(src.length).toBeGreaterThan(50)
  expect(src.flatMap((file) => file.imports)).toContain('src/domain.ts')
})

it('lets the engine know nothing of adapters, scripts and tests', () => {
  expect(findForbidden(src, isBelow('adapters', 'scripts', 'test'))).toEqual([])
})

it('lets an adapter import the engine and itself, never another adapter', () => {
  const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')
  expect(
    findForbidden(
      adapters,
      (name, from) => isBelow('adapters', 'scripts', 'test')(name) && folderOf(name) !== folderOf(from.path),
    ),
  ).toEqual([])
})

it('lets nothing but scripts import scripts, and nothing but tests import tests', () => {
  expect(findForbidden([...src, ...adapters], isBelow('scripts'))).toEqual([])
  expect(findForbidden(sources, isBelow('test'))).toEqual([])
})

it('lets ingestion and answers know nothing of each other, and what both stand on nothing of either', () => {
  const isOf =
    (folder: string) =>
    ({ path }: SourceFile) =>
      path.startsWith(folder)
  expect(findForbidden(src.filter(isOf('src/ingest/')), isBelow('src/answer'))).toEqual([])
  expect(findForbidden(src.filter(isOf('src/answer/')), isBelow('src/ingest'))).toEqual([])
  const below = src.filter(({ path }) => /^src\/(?:text|knowledge|store|retrieval|models)\//u.test(path))
  expect(below.length).toBeGreaterThan(50)
  expect(findForbidden(below, isBelow('src/answer', 'src/ingest', 'src/conversation'))).toEqual([])
})

it('keeps the SDKs of chat platforms out of the engine', () => {
  expect(findForbidden(src, (name) => /^(?:@slack\/|@microsoft\/|botbuilder|botframework)/u.test(name))).toEqual([])
})

it.each([
  ['hnswlib-node', 'src/retrieval/vector-index.ts'],
  ['better-sqlite3', 'src/store/sqlite-driver.ts'],
  ['htmlparser2', 'src/ingest/readers/markup.ts'],
  ['yauzl', 'src/ingest/readers/office/package.ts'],
  ['@embedpdf/pdfium', 'src/ingest/readers/pdf/pdfium-library.ts'],
])('lets only one file import %s', (library, importer) => {
  const importers = sources.filter((file) => file.imports.includes(library)).map((file) => file.path)
  expect(importers).toEqual([importer])
})

it('runs another program in one place of the engine', () => {
  const runners = src.filter((file) => file.imports.includes('node:child_process')).map((file) => file.path)
  expect(runners).toEqual(['src/ingest/readers/pdf/scan/tesseract.ts'])
})

it('reads the environment in one place; elsewhere it is only handed on to another program', () => {
  const reads =
    /(?<!\.\.\.)\bprocess\s*(?:\?\.|\.|\[\s*['"`])\s*env\b|\benv\b[^}]*\}\s*(?:from\s*'(?:node:)?process'|=\s*process\b)/u
  expect(sources.filter((file) => reads.test(file.text)).map((file) => file.path)).toEqual(['src/config.ts'])
})

it('has no import cycles, those of types included', () => {
  expect(findCycle(all)).toEqual([])
})

it('keeps files under 400 lines', () => {
  const long = sources.map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
  expect(long.filter(({ lines }) => lines >= 400)).toEqual([])
})

it('keeps functions under 60 lines', () => {
  const long = sources.flatMap((file) =>
    [...walk(file.tree)].filter(ts.isFunctionLike).flatMap((node) => {
      const lines = node.getText().split('\n').length
      return lines >= 60 ? [`${placeOf(file, node)} has ${lines} lines`] : []
    }),
  )
  expect(long).toEqual([])
})

it('exports by name', () => {
  const defaults = all.flatMap((file) =>
    [...walk(file.tree)]
      .filter((node) => ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword)
      .filter((node) => ts.isExportAssignment(node) || !ts.isDefaultClause(node.parent))
      .map((node) => placeOf(file, node)),
  )
  expect(defaults).toEqual([])
})

it('exports things from where they are made', () => {
  const barrels = sources.flatMap((file) =>
    file.tree.statements
      .filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier)
      .map((node) => placeOf(file, node)),
  )
  expect(barrels).toEqual([])
})

it('says of every export what it is for', () => {
  const silent = [...src, ...adapters].flatMap((file) =>
    file.tree.statements.filter((node) => isExported(node) && !hasDocComment(node)).map((node) => placeOf(file, node)),
  )
  expect(silent).toEqual([])
})

it('names files for what they hold, in kebab-case', () => {
  const odd = sources.map((file) => file.path).filter((path) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*[/.])+ts$/u.test(path))
  expect(odd).toEqual([])
  const vague = sources
    .map((file) => file.path)
    .filter((path) => /\b(?:utils?|helpers?|common|manager|service)\b/u.test(path))
  expect(vague).toEqual([])
})

it('lists in .env.example exactly what is read', () => {
  const listed = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^#? ?[A-Z][A-Z0-9_]*(?==)/gmu) ?? []
  expect(listed.map((key) => key.replace(/^# ?/u, '')).sort()).toEqual(Object.keys(configSchema.shape).sort())
})

it('is made for no paper in particular: names of the papers stand in the papers only', () => {
  const names = listFiles('knowledge/whitepapers').flatMap(readNames)
  expect(names.length).toBeGreaterThan(5)
  const places = [...SOURCE_FOLDERS.flatMap(listFiles), ...listFiles('knowledge')]
    .filter((path) => !/^knowledge\/(?:whitepapers|index)\/|\.(?:db|hnsw)$/u.test(path))
    .flatMap((path) => {
      const text = fold(readFileSync(join(ROOT, path), 'utf8')).toLowerCase()
      return names.filter((name) => text.includes(fold(name).toLowerCase())).map((name) => `${path} names ${name}`)
    })
  expect(places).toEqual([])
})

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    Boolean(ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
  )
}

function hasDocComment(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((comment) => ts.isJSDoc(comment) && comment.getText().length > 10)
}

/** Product, variants, aliases and vendor of a digest, the vendor without its legal form, too. */
function readNames(path: string): readonly string[] {
  const [, frontMatter = ''] = /^---\n(.*?)\n---\n/su.exec(readFileSync(join(ROOT, path), 'utf8')) ?? []
  const {
    product,
    vendor,
    variants = [],
    aliases = [],
  } = load(frontMatter, { schema: CORE_SCHEMA }) as Readonly<Record<string, string | string[]>>
  const company = typeof vendor === 'string' ? [vendor, vendor.replace(/株式会社|有限会社|合同会社/gu, '').trim()] : []
  return [product ?? '', variants, aliases, company].flat().filter((name) => name !== '')
}

/** One chain of imports that comes back to where it began; empty where there is none. */
function findCycle(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const visit = (path: string, chain: readonly string[]): readonly string[] => {
    if (chain.includes(path)) return [...chain.slice(chain.indexOf(path)), path]
    if (done.has(path)) return []
    for (const next of byPath.get(path)?.imports ?? []) {
      const cycle = byPath.has(next) ? visit(next, [...chain, path]) : []
      if (cycle.length > 0) return cycle
    }
    done.add(path)
    return []
  }
  return files.map((file) => visit(file.path, [])).find((cycle) => cycle.length > 0) ?? []
}
