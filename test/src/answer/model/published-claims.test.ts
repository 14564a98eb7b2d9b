import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimChecks, NumberedSection, VerifiedClaim } from '../../../../src/answer/model/claim.ts'
import { createClaimSources, verifyClaim } from '../../../../src/answer/model/verify-claim.ts'
import { loadCatalog } from '../../../../src/knowledge/catalog.ts'
import { type AnswerEngine, KNOWLEDGE_DIR, openAnswerEngine } from '../../../helpers/answer-engine.ts'
import type { ClaimCase } from './honest-claims.ts'
import { FAIR_WORDINGS, PUBLISHED_LIES } from './published-claims.ts'

const PAPERS = join(KNOWLEDGE_DIR, 'whitepapers')

let engine: AnswerEngine
let checks: Omit<ClaimChecks, 'language'>
beforeAll(async () => {
  const files = readdirSync(PAPERS).filter((name) => name.endsWith('.md'))
  engine = await openAnswerEngine(
    Object.fromEntries(files.map((name) => [name, readFileSync(join(PAPERS, name), 'utf8')])),
  )
  const catalog = loadCatalog(KNOWLEDGE_DIR)
  const papers = await engine.store.listPapers()
  checks = { vocabulary: catalog.vocabulary, values: [...catalog.values.values()].flat(), papers }
})
afterAll(() => engine.close())

/** Cited sections are named by the last part of their number: `22` is `第2章 22`. */
async function verify([product, cited, text]: ClaimCase): Promise<VerifiedClaim> {
  const paper = checks.papers.find((one) => one.product === product)
  if (!paper) throw new Error(`no paper of ${product}`)
  const sections: NumberedSection[] = (await engine.store.listSections(paper.id)).map((section, i) => ({
    number: i + 1,
    paper,
    section,
  }))
  const numberOf = (name: string) =>
    sections.findLast(({ section }) => section.number === name || section.number === `第2章 ${name}`)?.number ?? 999
  const evidence = cited
    .split(' ')
    .filter((name) => name !== '')
    .map(numberOf)
  const language = /\p{Script=Hiragana}/u.test(text) ? 'ja' : 'en'
  return verifyClaim({ text, evidence }, createClaimSources(sections, checks), { ...checks, language })
}

it.each(FAIR_WORDINGS)('What a published paper says holds in other words: %s §%s %s', async (...claim) => {
  const { findings, support } = await verify(claim)
  expect(findings).toEqual([])
  for (const { source, quote } of support) expect(source.section.body).toContain(quote)
})

describe.each(Object.entries(PUBLISHED_LIES))('Of a published paper, %s', (_, claims) => {
  it.each(claims)('is caught: %s §%s %s', async (...claim) => {
    expect((await verify(claim)).findings).not.toEqual([])
  })
})
