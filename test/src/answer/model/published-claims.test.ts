import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KNOWLEDGE_DIR } from '../../../helpers/answer-engine.ts'
import { type ClaimVerifier, openClaimVerifier } from '../../../helpers/claim-verifier.ts'
import { ROOT } from '../../../helpers/source-files.ts'
import { FAIR_WORDINGS, PUBLISHED_LIES } from './published-claims.ts'
import { REVIEWED_LIES } from './reviewed-lies.ts'

const PAPERS = join(KNOWLEDGE_DIR, 'whitepapers')
const INVENTED = join(ROOT, 'test/helpers/claim-papers')

let verifier: ClaimVerifier
beforeAll(async () => {
  const files = readdirSync(PAPERS).filter((name) => name.endsWith('.md'))
  const invented = readdirSync(INVENTED).map((name) => [name, readFileSync(join(INVENTED, name), 'utf8')])
  const published = files.map((name) => [name, readFileSync(join(PAPERS, name), 'utf8')])
  verifier = await openClaimVerifier(Object.fromEntries([...published, ...invented]))
})
afterAll(() => verifier.close())

it.each(FAIR_WORDINGS)('What a published paper says holds in other words: %s §%s %s', async (...claim) => {
  const { findings, support } = await verifier.verify(claim)
  expect(findings).toEqual([])
  for (const { source, quote } of support) expect(source.section.body).toContain(quote)
})

describe.each(Object.entries(PUBLISHED_LIES))('Of a published paper, %s', (_, claims) => {
  it.each(claims)('is caught: %s §%s %s', async (...claim) => {
    expect((await verifier.verify(claim)).findings).not.toEqual([])
  })
})

it.each(REVIEWED_LIES)('A lie in most of the words of its source is caught: %s §%s %s', async (...claim) => {
  expect((await verifier.verify(claim)).findings).not.toEqual([])
})
