import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { toFeatures } from '../../../src/answer/understand/features.ts'
import { createAttributeMatcher } from '../../../src/answer/understand/match-attributes.ts'
import { fold } from '../../../src/text/fold.ts'
import { catalog, KNOWLEDGE_DIR } from '../../helpers/knowledge.ts'

type Items = Readonly<Record<string, readonly string[]>>

interface Coverage {
  readonly meti_sla: Items
  readonly iso27017: Items
  readonly caiq: Readonly<Record<string, Items>>
}

const sheets = load(readFileSync(join(KNOWLEDGE_DIR, 'coverage.yaml'), 'utf8'), { schema: CORE_SCHEMA }) as Coverage

const asked = [sheets.meti_sla, ...Object.values(sheets.caiq)].flatMap((items) => Object.entries(items))
const matcher = createAttributeMatcher(catalog)

describe('the check sheets that the catalogue covers', () => {
  it('have all items, clauses and domains', () => {
    expect(Object.keys(sheets.meti_sla).length).toBe(50)
    expect(Object.keys(sheets.iso27017).length).toBe(42)
    expect(Object.keys(sheets.caiq).join(' ')).toBe(
      'A&A AIS BCR CCC CEK DCS DSP GRC HRS IAM IPY IVS LOG SEF STA TVM UEM',
    )
  })

  it('name attributes that there are', () => {
    const ids = [...asked, ...Object.entries(sheets.iso27017)].flatMap(([, attributes]) => attributes)
    expect(ids.filter((id) => catalog.find(id) === undefined)).toEqual([])
    expect([...asked, ...Object.entries(sheets.iso27017)].filter(([, attributes]) => attributes.length === 0)).toEqual(
      [],
    )
  })

  it.each(asked)('understands %s', (item, attributes) => {
    const [best] = matcher.match(toFeatures(fold(item), catalog.vocabulary))
    expect(attributes).toContain(best?.attribute.id)
    expect(best?.score).toBeGreaterThanOrEqual(0.7)
  })

  it.each(Object.entries(sheets.iso27017))('has the sections on %s looked at', (clause, attributes) => {
    const controls = attributes.flatMap((id) => catalog.find(id)?.controls ?? [])
    expect(controls).toContain(clause)
  })
})
