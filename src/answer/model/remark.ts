import type { Answer, Language } from '../../domain.ts'
import type { ModelReason } from '../../errors.ts'

const REMARKS: Readonly<Record<Language, Readonly<Record<'spent' | 'failed', string>>>> = {
  ja: {
    spent: '本日分の言語モデルの利用量に達したため、モデルを使わずに回答しています。',
    failed: '言語モデルが応答しなかったため、モデルを使わずに回答しています。',
  },
  en: {
    spent: "Today's budget for the language model is spent; this answer was made without it.",
    failed: 'The language model gave no answer in time; this answer was made without it.',
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
  return reason === 'budget_spent' ? REMARKS[language].spent : REMARKS[language].failed
}

/** What a reader is told where a model told what the question means. */
export function sayReading(says: string, language: Language): string {
  return language === 'ja'
    ? `ご質問を「${says}」と読み取って回答しています（言語モデルによる解釈）。`
    : `The question was read as "${says}" (by the language model).`
}
