import type { ClaimChecks, NumberedSection, VerifiedClaim } from '../../src/answer/model/claim.ts'
import { createClaimSources, verifyClaim } from '../../src/answer/model/verify-claim.ts'
import type { ClaimCase } from '../src/answer/model/honest-claims.ts'
import { type AnswerEngine, openAnswerEngine } from './answer-engine.ts'
import { catalog } from './knowledge.ts'

/** Papers that are taken in, and what checks claims about them. */
export interface ClaimVerifier {
  /** Cited sections are named by the last part of their number: `22` is `第2章 22`. */
  verify(claim: ClaimCase): Promise<VerifiedClaim>
  close(): Promise<void>
}

/** Takes papers in, by file name. */
export async function openClaimVerifier(files: Readonly<Record<string, string>>): Promise<ClaimVerifier> {
  const engine: AnswerEngine = await openAnswerEngine(files)
  const papers = await engine.store.listPapers()
  const checks: Omit<ClaimChecks, 'language'> = {
    vocabulary: catalog.vocabulary,
    values: [...catalog.values.values()].flat(),
    papers,
  }
  return {
    async verify([product, cited, text]) {
      const paper = papers.find((one) => one.product === product)
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
    },
    close: () => engine.close(),
  }
}
