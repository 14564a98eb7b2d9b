import type { Answer, Question } from '../../domain.ts'
import { ModelError, type ModelReason } from '../../errors.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { squash } from '../../text/fold.ts'
import type { Composition } from '../compose/draft.ts'
import { type Acceptance, acceptClaims } from './accept-claims.ts'
import type { Claim, ClaimChecks, VerifiedClaim } from './claim.ts'
import { type GatheredSection, gatherEvidence } from './gather-evidence.ts'
import {
  MAX_CLAIMS,
  PROMPT_VERSION,
  REPLY_SHAPE,
  replySchema,
  SYSTEM_PROMPT,
  toRepairPrompt,
  toUserPrompt,
} from './prompt.ts'
import { sayFailure, withRemark } from './remark.ts'
import { sayClaims } from './say-claims.ts'
import { createClaimSources, type ReadBefore, verifyClaim } from './verify-claim.ts'

/** What a model made of a question. */
export interface ModelTrace {
  readonly model: string
  readonly promptVersion: number
  /**
   * `used`: its claims are the answer; `declined`: it found no answer; `unsupported`: too little of it held; a reason of
   * a failure otherwise. In all but the first the answer is the one without it.
   */
  readonly outcome: 'used' | 'declined' | 'unsupported' | ModelReason
  /** Numbers of sections that it was shown. */
  readonly evidence: readonly string[]
  /** The claims of its replies, with what was found wrong. */
  readonly replies: readonly (readonly VerifiedClaim[])[]
  /** Milliseconds that checking took, without the waiting. */
  readonly checkMs: number
}

/** An answer that may be put in a model's words. */
export interface Written {
  readonly answer: Answer
  /** `undefined` where no model was asked. */
  readonly trace: ModelTrace | undefined
}

/** What writing works with. */
export interface WriterParts {
  readonly chat: ChatModel
  readonly catalog: Catalog
  /** Milliseconds that only grow. */
  readonly now: () => number
}

/** Puts a verified answer in a model's words, where they hold; else gives it as it is, with a remark where it failed. */
export type WriteAnswer = (
  answer: Answer,
  composition: Composition,
  question: Question,
  signal: AbortSignal,
) => Promise<Written>

/** ask -> verify -> repair once -> accept -> say; whatever fails, the answer without the model is there already. */
export function createWriteAnswer({ chat, catalog, now }: WriterParts): WriteAnswer {
  const values = [...catalog.values]
    .filter(([list]) => list !== 'urls' && list !== 'contacts')
    .flatMap(([, list]) => list)
  const readBefore: ReadBefore = new Map()
  return async (answer, composition, question, signal) => {
    if (!isWorthAsking(answer, composition)) return { answer, trace: undefined }
    const evidence = await gatherEvidence(answer, composition)
    if (evidence.length === 0) return { answer, trace: undefined }
    const { language } = answer
    const checks: ClaimChecks = { language, vocabulary: catalog.vocabulary, values, papers: composition.papers }
    const sources = createClaimSources(evidence, checks, readBefore)
    const replies: (readonly VerifiedClaim[])[] = []
    let checkMs = 0
    const trace = (outcome: ModelTrace['outcome']): ModelTrace => ({
      model: chat.name,
      promptVersion: PROMPT_VERSION,
      outcome,
      evidence: evidence.map(({ paper, section }) => `${paper.id} ${section.number} ${section.heading}`),
      replies,
      checkMs,
    })
    const check = (claims: readonly Claim[]): Acceptance => {
      const started = now()
      const verified = withoutRepeats(claims)
        .slice(0, MAX_CLAIMS)
        .map((claim) => verifyClaim(claim, sources, checks))
      replies.push(verified)
      const acceptance = acceptClaims(verified, answer, composition.understanding.context, catalog.vocabulary)
      checkMs += now() - started
      return acceptance
    }
    const prompt = toPrompt(answer, composition, question, evidence)
    const ask = (user: string) =>
      chat.complete({ system: SYSTEM_PROMPT, user, schema: replySchema, shape: REPLY_SHAPE, signal })
    try {
      const { value } = await ask(prompt)
      if (!value.answered || value.claims.length === 0) return { answer, trace: trace('declined') }
      let accepted = check(value.claims)
      if (accepted.missing.length > 0 || replies[0]?.some(({ findings }) => findings.length > 0)) {
        const repaired = check((await ask(toRepairPrompt(prompt, replies[0] ?? [], accepted.missing))).value.claims)
        accepted = repaired.missing.length <= accepted.missing.length ? repaired : accepted
      }
      const written = accepted.missing.length > 0 ? undefined : sayClaims(answer, accepted.claims, composition)
      return { answer: written ?? answer, trace: trace(written ? 'used' : 'unsupported') }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return { answer: withRemark(answer, sayFailure(error.reason, answer.language)), trace: trace(error.reason) }
    }
  }
}

/** What is said twice is read once. */
function withoutRepeats(claims: readonly Claim[]): readonly Claim[] {
  return [...new Map(claims.map((claim) => [squash(claim.text), claim])).values()]
}

/**
 * A comparison stays a table and a collection a list, a computed value keeps its arithmetic, and what is not stated is
 * not for a model to find: it may only help to understand the question.
 */
function isWorthAsking(answer: Answer, { understanding }: Composition): boolean {
  if (answer.status !== 'answered' || answer.table !== null || understanding.shape.kind === 'outline') return false
  if (answer.facts.some(({ stated, derived }) => !stated || derived)) return false
  if (answer.basis === 'facts') return answer.facts.length > 0
  return answer.citations.length > 0 && answer.text.split('\n').filter((line) => line.startsWith('・')).length < 2
}

function toPrompt(
  answer: Answer,
  { understanding, citations, catalog }: Composition,
  { turns }: Question,
  evidence: readonly GatheredSection[],
): string {
  const { language } = answer
  const values = answer.facts.map((fact) => {
    const section = citations.sections.get(fact.citation ?? 0)
    return {
      ...fact,
      name: catalog.find(fact.attribute)?.name[language] ?? fact.attribute,
      evidence: evidence.find((one) => one.section.id === section?.id)?.number ?? null,
    }
  })
  return toUserPrompt({ question: understanding.text, turns: turns.slice(-MAX_TURNS), language, evidence, values })
}

/** Earlier questions that a model is shown. */
const MAX_TURNS = 4
