import type { Answer, Question } from '../../domain.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import type { Composition } from '../compose/draft.ts'
import type { Understand, Understanding } from '../understand/understand.ts'
import { createReadQuestion, isBetter, isUnsure, type ReadingTrace } from './read-question.ts'
import { sayFailure, sayReading, withRemark } from './remark.ts'
import { createWriteAnswer, type ModelTrace, type WriterParts } from './write-answer.ts'

/** A verified answer with what it was composed from. */
export interface Composed {
  readonly answer: Answer
  readonly composition: Composition
}

/** An answer with what a model did for it. */
export interface Improved {
  readonly answer: Answer
  /** How it read the question; `undefined` where the rules were sure. */
  readonly reading: ReadingTrace | undefined
  /** How it worded the answer; `undefined` where it was not asked to. */
  readonly writing: ModelTrace | undefined
}

/** What a question is answered anew with, where a model reads it otherwise. */
export interface Again {
  readonly papers: readonly StoredPaper[]
  readonly understand: Understand
  readonly compose: (understanding: Understanding) => Promise<Composed>
}

/** Has a model read a question that the rules are unsure of, and word its answer, in the time that there is for both. */
export type ImproveAnswer = (composed: Composed, question: Question, again: Again) => Promise<Improved>

/** What improving works with. */
export interface ImproverParts extends WriterParts {
  readonly chat: ChatModel
  /** For all requests of one answer. */
  readonly timeoutMs: number
}

/** read (only where the rules are unsure) -> answer anew -> write; what fails leaves the answer that is there already. */
export function createImproveAnswer({ timeoutMs, ...parts }: ImproverParts): ImproveAnswer {
  const read = createReadQuestion(parts)
  const write = createWriteAnswer(parts)
  return async (composed, question, { papers, understand, compose }) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const finish = async ({ answer, composition }: Composed, reading?: ReadingTrace): Promise<Improved> => {
      const written = await write(answer, composition, question, signal)
      return { answer: written.answer, reading, writing: written.trace }
    }
    const { answer, composition } = composed
    if (!isUnsure(answer, composition.understanding, question.turns.length)) return finish(composed)
    const { understanding, says, trace } = await read(question, { papers, understand, signal })
    const { outcome } = trace
    if (outcome !== 'kept' && outcome !== 'used' && outcome !== 'dropped')
      return { answer: withRemark(answer, sayFailure(outcome, answer.language)), reading: trace, writing: undefined }
    const anew = understanding && (await compose(understanding))
    if (!anew || !isBetter(anew.answer, answer)) return finish(composed, trace)
    const improved = await finish(anew, { ...trace, outcome: 'used' })
    return { ...improved, answer: withRemark(improved.answer, sayReading(says, answer.language)) }
  }
}
