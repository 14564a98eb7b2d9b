import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KNOWLEDGE_DIR } from '../../../helpers/answer-engine.ts'
import { type ClaimVerifier, openClaimVerifier } from '../../../helpers/claim-verifier.ts'
import { FAIR_WORDINGS, PUBLISHED_LIES } from './published-claims.ts'

const PAPERS = join(KNOWLEDGE_DIR, 'whitepapers')

let verifier: ClaimVerifier
beforeAll(async () => {
  const files = readdirSync(PAPERS).filter((name) => name.endsWith('.md'))
  verifier = await openClaimVerifier(
    Object.fromEntries(files.map((name) => [name, readFileSync(join(PAPERS, name), 'utf8')])),
  )
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
