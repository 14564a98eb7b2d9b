import type { Answer, Question } from '../../domain.ts'
import { ModelError, type ModelReason } from '../../errors.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import type { Understand, Understanding } from '../understand/understand.ts'
import { checkReading } from './check-reading.ts'
import {
  READING_PROMPT,
  READING_PROMPT_VERSION,
  READING_SHAPE,
  readingSchema,
  type SuggestedReading,
  toReadingPrompt,
} from './reading-prompt.ts'

/** How a model read a question that the rules were unsure of. */
export interface ReadingTrace {
  readonly model: string
  readonly promptVersion: number
  /**
   * `used`: what was read is answered; `kept`: its answer is no better than that of the rules; `dropped`: it says
   * nothing, or more than the question; else why there is none.
   */
  readonly outcome: 'used' | 'kept' | 'dropped' | ModelReason
  readonly suggested: SuggestedReading | null
  /** Why it was dropped; `null` where it was not. */
  readonly problem: string | null
}

/** Another way to understand a question. */
export interface QuestionReading {
  /** `undefined`: the rules' understanding stays. */
  readonly understanding: Understanding | undefined
  /** What it is taken to ask, in words. */
  readonly says: string
  readonly trace: ReadingTrace
}

/** Asks a model how a question is meant; what fails the checks is dropped. Never throws what a model fails with. */
export type ReadQuestion = (question: Question, by: ReadingParts) => Promise<QuestionReading>

/** What one question is read with. */
export interface ReadingParts {
  readonly papers: readonly StoredPaper[]
  readonly understand: Understand
  readonly signal: AbortSignal
}

/** What reading works with. */
export interface ReaderParts {
  readonly chat: ChatModel
  readonly catalog: Catalog
}

/** Prepares reading. */
export function createReadQuestion({ chat, catalog }: ReaderParts): ReadQuestion {
  const attributes = catalog.attributes.filter(({ kind }) => kind !== 'none')
  const trace = (
    outcome: ReadingTrace['outcome'],
    suggested: SuggestedReading | null,
    problem: string | null,
  ): ReadingTrace => ({ model: chat.name, promptVersion: READING_PROMPT_VERSION, outcome, suggested, problem })
  return async (question, { papers, understand, signal }) => {
    const { language } = understand(question, papers)
    try {
      const { value } = await chat.complete({
        system: READING_PROMPT,
        user: toReadingPrompt(question.text, question.turns, language, attributes),
        schema: readingSchema,
        shape: READING_SHAPE,
        signal,
      })
      const checked = checkReading(value, question, { catalog, understand, papers })
      if (checked.problem !== undefined)
        return { understanding: undefined, says: '', trace: trace('dropped', value, checked.problem) }
      return { ...checked, trace: trace('kept', value, null) }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return { understanding: undefined, says: '', trace: trace(error.reason, null, null) }
    }
  }
}

/**
 * Whether the rules are unsure what a question asks: they found no attribute and no name that is unknown, and no sentence
 * that covers it, or could not go on with the turn before. Greetings, lists and what is no question about papers they
 * are sure of, and of sentences that cover what is asked.
 */
export function isUnsure({ status, basis, table, text }: Answer, understanding: Understanding, turns: number): boolean {
  const { attributes, products, outOfScope, isCourtesy, isAboutBot, strayWords, shape, context } = understanding
  if (outOfScope || isCourtesy || isAboutBot || table !== null || shape.kind === 'outline') return false
  if (status === 'unknown_product' || basis === 'facts') return false
  if (attributes.length > 0) return strayWords.length > 0
  // One item below the remark that nothing says just that: a list has more, and what was found is said in a sentence.
  const isNear = text.split('\n').filter((line) => line.startsWith('・')).length === 1
  if (basis === 'passages') return status === 'not_stated' || isNear
  return products.length > 0 || turns > 0 || context.concepts.size > 0
}

/** Whether an answer to a question as a model reads it is to be shown in place of what the rules came to. */
export function isBetter(answer: Answer, before: Answer): boolean {
  if (answer.status === 'answered') return answer.basis === 'facts' || before.status !== 'answered'
  return answer.status === 'not_stated' && answer.basis === 'facts' && before.basis === null
}
