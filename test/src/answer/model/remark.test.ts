import { expect, it } from 'vitest'
import { sayFailure } from '../../../../src/answer/model/remark.ts'
import type { ModelReason } from '../../../../src/errors.ts'

it.each<[ModelReason, string, string]>([
  ['budget_spent', '本日分の言語モデルの利用量に達したため', "Today's budget for the language model is spent"],
  ['timeout', '言語モデルが時間内に応答しなかったため', 'The language model did not reply in time'],
  [
    'rate_limited',
    '言語モデルの利用が一時的に制限されているため',
    'The language model takes no more requests just now',
  ],
  ['refused', '言語モデルから回答が得られなかったため', 'The language model gave no answer'],
  ['bad_reply', '言語モデルの返答を利用できなかったため', "The language model's reply could not be used"],
  ['not_accepted', '言語モデルがリクエストを受け付けなかったため', 'The language model did not accept the request'],
  ['unavailable', '現在、言語モデルを利用できないため', 'The language model is not available at the moment'],
  ['redirected', '現在、言語モデルを利用できないため', 'The language model is not available at the moment'],
])('A reader is told after %s what happened, and that the answer came without the model', (reason, ja, en) => {
  expect(sayFailure(reason, 'ja')).toBe(`${ja}、モデルを使わずに回答しています。`)
  expect(sayFailure(reason, 'en')).toBe(`${en}; this answer was made without it.`)
})
