import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { z } from 'zod'
import { KnowledgeError } from '../errors.ts'
import type { Attribute, NamedValue } from './attributes.ts'
import { attributeFileSchema, conceptFileSchema, valueFileSchema } from './attributes.ts'
import { lintCatalog } from './lint.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** The reviewed data of `knowledge/`: concepts, attributes and named values. */
export interface Catalog {
  readonly vocabulary: Vocabulary
  readonly attributes: readonly Attribute[]
  /** Named values by list name, in the order of the file. */
  readonly values: ReadonlyMap<string, readonly NamedValue[]>
  /** Changes with any of the files: facts found with another fingerprint are found again. */
  readonly fingerprint: string
  find(id: string): Attribute | undefined
}

/**
 * Reads `concepts.yaml`, `values.yaml` and `attributes/*.yaml` below `dir`.
 * @throws KnowledgeError that names every malformed entry and every broken reference at once.
 */
export function loadCatalog(dir: string): Catalog {
  const problems: string[] = []
  const hash = createHash('sha256')
  const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    try {
      const text = readFileSync(join(dir, file), 'utf8')
      hash.update(text)
      const result = schema.safeParse(load(text, { schema: CORE_SCHEMA }))
      if (result.success) return result.data
      problems.push(...result.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`))
    } catch (cause) {
      problems.push(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
    return undefined
  }
  const concepts = read('concepts.yaml', conceptFileSchema) ?? {}
  const values = read('values.yaml', valueFileSchema) ?? {}
  const attributes = listFiles(join(dir, 'attributes'), problems).flatMap(
    (file) => read(join('attributes', file), attributeFileSchema) ?? [],
  )
  if (problems.length === 0) problems.push(...lintCatalog({ concepts, values, attributes }))
  if (problems.length > 0) throw new KnowledgeError(`The knowledge data is malformed:\n- ${problems.join('\n- ')}`)

  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]))
  return {
    vocabulary: createVocabulary(concepts),
    attributes,
    values: new Map(Object.entries(values).map(([name, list]) => [name, toNamedValues(list)])),
    fingerprint: hash.digest('hex').slice(0, 16),
    find: (id) => byId.get(id),
  }
}

function listFiles(dir: string, problems: string[]): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
  } catch (cause) {
    problems.push(`attributes: ${cause instanceof Error ? cause.message : String(cause)}`)
    return []
  }
}

function toNamedValues(list: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(list).map(([name, pattern]) => ({ name, pattern: new RegExp(pattern, 'gu') }))
}
