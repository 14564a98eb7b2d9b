import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { UsageError } from '../../src/errors.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'

const ROOT = dirname(KNOWLEDGE_DIR)

/** The folder of the project's first set, which holds the others. */
export const DEFAULT_SET = join(ROOT, 'test', 'eval')

/** Where reports go by default; not committed. */
export const REPORT_DIR = join(ROOT, '.eval')

const expectedSection = z.object({
  product: z.string(),
  section: z.string(),
  /** Other sections that hold the same. */
  alt: z.array(z.string()).default([]),
  optional: z.boolean().default(false),
})

const question = z.object({
  id: z.string(),
  lang: z.string(),
  kind: z.string(),
  turns: z.array(z.string()).default([]),
  question: z.string(),
  /** Products that the question is about, by the names of the section map. */
  products: z.array(z.string()),
  expect: z.object({
    all_of: z.array(z.string()),
    none_of: z.array(z.string()),
    /** An answer for all products instead of a question back. */
    alt_all_of: z.array(z.string()).optional(),
    sections: z.array(expectedSection),
    status: z.string(),
    status_any: z.array(z.string()).optional(),
  }),
  quote: z.string().nullish(),
  /** An answer that passes, for people. */
  reference: z.string().nullish(),
})

const mapSection = z.object({
  number: z.string(),
  heading: z.string(),
  short: z.string(),
  aliases: z.array(z.string()),
  kind: z.string(),
  level: z.number().optional(),
  control: z.string().nullish(),
  printed: z.string().optional(),
  body_first30: z.string().optional(),
})
const sectionMap = z.object({ documents: z.array(z.object({ product: z.string(), sections: z.array(mapSection) })) })

const expectedFact = z.object({
  id: z.string(),
  product: z.string(),
  attribute: z.string(),
  value_text: z.string().nullable(),
  quote: z.string().nullable(),
  normalized: z.object({ value: z.union([z.number(), z.string()]), unit: z.string() }).nullable(),
  section: z.string().nullable(),
  alt_sections: z.array(z.string()).default([]),
  stated: z.boolean(),
  derived: z.boolean().default(false),
})

/** A question with what its answer has to hold. */
export type EvalQuestion = z.infer<typeof question>
/** A paper's sections as a person lists them. */
export type MapDocument = z.infer<typeof sectionMap>['documents'][number]
/** One section that a paper has. */
export type MapSection = z.infer<typeof mapSection>
/** One fact that a paper states, or that it is silent on. */
export type ExpectedFact = z.infer<typeof expectedFact>

/** Papers with questions about them, and what else is known to be true of them. */
export interface QuestionSet {
  /** The set's path from the project's root, with `/`; the key of its floors. */
  readonly name: string
  readonly papersDir: string
  readonly questions: readonly EvalQuestion[]
  readonly documents: readonly MapDocument[]
  /** `undefined` where the set has no facts.json. */
  readonly facts: readonly ExpectedFact[] | undefined
}

/**
 * Reads a set: a folder with `questions.jsonl`, `section-map.json` and perhaps `papers` and `facts.json`, or a file of
 * questions in such a folder. `papersDir` serves a set without papers of its own.
 * @throws UsageError that names the file and line that cannot be read.
 */
export function loadQuestionSet(path: string, papersDir: string | undefined): QuestionSet {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such question set.`)
  const isFolder = statSync(path).isDirectory()
  const dir = isFolder ? path : dirname(path)
  const file = isFolder ? join(dir, 'questions.jsonl') : path
  const papers = existsSync(join(dir, 'papers')) ? join(dir, 'papers') : papersDir
  if (papers === undefined) throw new UsageError(`${dir} holds no folder papers. Say with --papers DIR where they are.`)
  const factsFile = join(dir, 'facts.json')
  return {
    name: relative(ROOT, resolve(path)).split(sep).join('/') || basename(resolve(path)),
    papersDir: papers,
    questions: loadQuestions(file),
    documents: loadSectionMap(join(dir, 'section-map.json')),
    facts: existsSync(factsFile) ? readJson(factsFile, z.array(expectedFact)) : undefined,
  }
}

/** The sets that a folder and the folders in it hold, and why others that were begun there cannot be read. */
export function loadQuestionSets(dir: string): {
  readonly sets: readonly QuestionSet[]
  readonly unread: readonly string[]
} {
  const inside = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const begun = [dir, ...inside.map(({ name }) => join(dir, name)).sort()].filter((path) =>
    ['questions.jsonl', 'section-map.json', 'papers'].some((name) => existsSync(join(path, name))),
  )
  const sets: QuestionSet[] = []
  const unread: string[] = []
  for (const path of begun) {
    try {
      sets.push(loadQuestionSet(path, undefined))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      unread.push(error.message)
    }
  }
  return { sets, unread }
}

/** Reads questions, a line each. Throws UsageError that names the line. */
export function loadQuestions(file: string): readonly EvalQuestion[] {
  return readLines(file, question)
}

/** Reads which sections the papers of a set have. Throws UsageError. */
export function loadSectionMap(file: string): readonly MapDocument[] {
  return readJson(file, sectionMap).documents
}

/** Reads a file of JSON. Throws UsageError with every problem of it. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T {
  return parseJson(readText(file), schema, file)
}

function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  return readText(file)
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseJson(line, schema, `${file} line ${i + 1}`)]))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

function parseJson<T>(text: string, schema: z.ZodType<T>, place: string): T {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${place}: not JSON`, { cause })
  }
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new UsageError(`${place}: ${problems.slice(0, 5).join('; ')}`)
}
