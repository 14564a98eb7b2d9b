import type { Language } from '../../domain.ts'
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
