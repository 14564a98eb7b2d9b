import type { Answer, Language } from '../../domain.ts'
import type { ModelReason } from '../../errors.ts'

/** What a reader can tell apart of why a model did not help; the log tells more. */
type Failure = 'spent' | 'slow' | 'limited' | 'silent' | 'useless' | 'not_taken' | 'not_usable'

const FAILURES: Readonly<Record<ModelReason, Failure>> = {
  budget_spent: 'spent',
  timeout: 'slow',
  rate_limited: 'limited',
  refused: 'silent',
  bad_reply: 'useless',
  not_accepted: 'not_taken',
  unauthorized: 'not_usable',
  quota_spent: 'not_usable',
  no_such_model: 'not_usable',
  unavailable: 'not_usable',
  redirected: 'not_usable',
  wrong_address: 'not_usable',
  paused: 'not_usable',
}

const WHY: Readonly<Record<Language, Readonly<Record<Failure, string>>>> = {
  ja: {
    spent: '本日分の言語モデルの利用量に達したため',
    slow: '言語モデルが時間内に応答しなかったため',
    limited: '言語モデルの利用が一時的に制限されているため',
    silent: '言語モデルから回答が得られなかったため',
    useless: '言語モデルの返答を利用できなかったため',
    not_taken: '言語モデルがリクエストを受け付けなかったため',
    not_usable: '現在、言語モデルを利用できないため',
  },
  en: {
    spent: "Today's budget for the language model is spent",
    slow: 'The language model did not reply in time',
    limited: 'The language model takes no more requests just now',
    silent: 'The language model gave no answer',
    useless: "The language model's reply could not be used",
    not_taken: 'The language model did not accept the request',
    not_usable: 'The language model is not available at the moment',
  },
}

/** The answer with something more to tell under it. */
export function withRemark(answer: Answer, words: string): Answer {
  return { ...answer, remark: answer.remark === undefined ? words : `${answer.remark} ${words}` }
}

/** What a reader is told of a value that a model found in the paper. */
export function sayProposed(language: Language): string {
  return language === 'ja'
    ? '取り込みの際に言語モデルが資料から見つけた値を含みます。引用元をご確認ください。'
    : 'Some values were found in the paper by a language model when it was taken in; check the quotes.'
}

/** What a reader is told where a model should have helped and did not. */
export function sayFailure(reason: ModelReason, language: Language): string {
  const why = WHY[language][FAILURES[reason]]
  return language === 'ja' ? `${why}、モデルを使わずに回答しています。` : `${why}; this answer was made without it.`
}

/** What a reader is told where a model told what the question means. */
export function sayReading(says: string, language: Language): string {
  return language === 'ja'
    ? `ご質問を「${says}」と読み取って回答しています（言語モデルによる解釈）。`
    : `The question was read as "${says}" (by the language model).`
}
