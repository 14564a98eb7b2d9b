import { createCitationCollector } from './answer/compose/citations.ts'
import { compose } from './answer/compose/compose.ts'
import { type Composition, type Draft, plainDraft } from './answer/compose/draft.ts'
import { createUnderstand, type Understanding } from './answer/understand/understand.ts'
import { type Finding, verifyAnswer } from './answer/verify.ts'
import { wordingOf } from './answer/wording.ts'
import type { Answer, Ask, Evidence, Question } from './domain.ts'
import type { Catalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import type { Retrieve } from './retrieval/retrieve.ts'
import type { KnowledgeStore, StoredPaper } from './store/knowledge-store.ts'

/** What the engine is made from. */
export interface EngineParts {
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  readonly retrieve: Retrieve
  readonly logger: Logger
  /** Milliseconds that only grow; a parameter so that tests own time. */
  readonly now: () => number
}

/** Why an answer came out as it did. */
export interface Explanation {
  readonly understanding: Understanding
  readonly evidence: readonly Evidence[]
  readonly findings: readonly Finding[]
  /** Milliseconds of each step. */
  readonly timings: Readonly<Record<'understand' | 'compose' | 'verify', number>>
}

export interface Engine {
  readonly ask: Ask
  /** The same answer, with the reasons. */
  explain(question: Question): Promise<{ answer: Answer; explanation: Explanation }>
}

/** Longest question that is read, in characters. */
export const MAX_QUESTION_LENGTH = 2000

/** understand -> compose (facts, outline or retrieved sentences) -> verify; every channel gets its answers here. */
export function createEngine(parts: EngineParts): Engine {
  const understand = createUnderstand(parts.catalog)

  async function explain(question: Question): Promise<{ answer: Answer; explanation: Explanation }> {
    const started = parts.now()
    const papers = await parts.store.listPapers()
    const understanding = understand(toReadable(question), papers)
    const understood = parts.now()
    const evidence: Evidence[] = []
    const composition = toComposition(parts, understanding, papers, evidence)
    const draft = refuse(question, composition) ?? (await compose(composition))
    const composed = parts.now()
    const { answer, findings } = verify(draft, composition, parts.logger)
    const ended = parts.now()
    return {
      answer: { ...answer, ms: Math.round((ended - started) * 100) / 100 },
      explanation: {
        understanding,
        evidence,
        findings,
        timings: { understand: understood - started, compose: composed - understood, verify: ended - composed },
      },
    }
  }

  return { explain, ask: async (question) => (await explain(question)).answer }
}

function toReadable(question: Question): Question {
  const cut = (text: string) => text.slice(0, MAX_QUESTION_LENGTH)
  return { text: cut(question.text), turns: question.turns.map(cut) }
}

function toComposition(
  parts: EngineParts,
  understanding: Understanding,
  papers: readonly StoredPaper[],
  evidence: Evidence[],
): Composition {
  return {
    understanding,
    papers,
    store: parts.store,
    catalog: parts.catalog,
    wording: wordingOf(understanding.language),
    citations: createCitationCollector(),
    retrieve: async (query, scope) => {
      const found = await parts.retrieve(query, scope)
      evidence.push(...found)
      return found
    },
  }
}

/** Texts that are no questions at all. */
function refuse(question: Question, { wording }: Composition): Draft | undefined {
  if (question.text.length > MAX_QUESTION_LENGTH) return plainDraft('out_of_scope', wording.tooLong)
  if (!/[\p{L}\p{N}]/u.test(question.text)) return plainDraft('out_of_scope', wording.empty)
  return undefined
}

/** Drops the lines that their sources do not hold; an answer that has none left says that nothing was found. */
function verify(
  draft: Draft,
  composition: Composition,
  logger: Logger,
): { answer: Answer; findings: readonly Finding[] } {
  const { citations, understanding, papers, wording } = composition
  const names = papers.flatMap((paper) => [paper.product, paper.title, paper.vendor ?? '', ...paper.variants])
  const findings = verifyAnswer(draft.lines, citations.citations, citations.sections, {
    question: understanding.text,
    names,
  })
  const base = {
    language: understanding.language,
    citations: citations.citations,
    suggestions: draft.suggestions,
    ms: 0,
  }
  if (findings.length === 0) {
    return {
      findings,
      answer: {
        ...base,
        status: draft.status,
        basis: draft.basis,
        text: draft.lines.join('\n'),
        table: draft.table,
        facts: draft.facts,
      },
    }
  }
  logger.warn('answer failed verification', { findings: findings.map(({ reason, words }) => `${reason}: ${words}`) })
  const lines = draft.lines.filter((_, i) => !findings.some((finding) => finding.line === i))
  const isEmpty = findings.some((finding) => finding.line < 0) || !lines.some((line) => /\[\d+\]/u.test(line))
  const text = isEmpty
    ? wording.notFound(papers.find((p) => understanding.products.some((m) => m.paperId === p.id))?.product ?? '')
    : lines.join('\n')
  return {
    findings,
    answer: {
      ...base,
      status: isEmpty ? 'not_stated' : draft.status,
      basis: draft.basis,
      text,
      table: null,
      facts: isEmpty ? [] : draft.facts,
    },
  }
}
