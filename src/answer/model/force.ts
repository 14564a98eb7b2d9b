import type { ClaimPart } from './claim-parts.ts'
import type { SaidStatement } from './said-statements.ts'

const DUTY =
  /必須|義務|必要|なければな|なくては|強制|\bmust\b|\bmandatory\b|\brequire[sd]?\b|\bneed(?:s|ed)?\b|\boblig|\benforce|\bhave to\b/u
const CHOICE = /\bmay\b|\bmight\b|\bcould\b|かもしれ|ことがあ|場合があ/u
const ADVICE = /\bshould\b|推奨|望まし|すすめ|\brecommend/u
const ABILITY = /でき|可能|いただけ|られ[るま]|\bcan\b|\bmay\b|\bavailable\b|\boptional/u
const AIM = /目標|目安|目指|努め|\btarget|\baim|\bgoal|\bobjective/u
const PROMISE = /保証|約束|確約|\bguarantee|\bpromise|\bcommit/u
const PAST = /(?:ました|でした|ていた|かった)[。.)）]*$|\b(?:was|were|used to|had been)\b/u
const PREPOSITIONS: readonly (readonly [english: RegExp, said: RegExp])[] = [
  [
    /\b(?:by|until|before|prior to) (?:the end of )?(?:[a-z]{3,9} )?\d{4}\b/u,
    /\b(?:by|until|before|prior)\b|まで|以前|前に/u,
  ],
  [/\b(?:since|from) (?:[a-z]{3,9} )?\d{4}\b/u, /\b(?:since|from)\b|から|より|以[降来]/u],
  [/\bafter (?:[a-z]{3,9} )?\d{4}\b/u, /\bafter\b|後|以降/u],
]

/** Words that make a duty, a choice, a plan, a promise or something of the past of what a statement says otherwise. */
export function findForce({ folded, quantities }: ClaimPart, { own, context }: SaidStatement): string | undefined {
  const bounded = quantities.some(({ normalized }) => normalized.op === 'gte')
  const duty = DUTY.exec(folded)?.[0]
  if (duty !== undefined && !DUTY.test(context) && !/こと[。\s]*$/u.test(own) && !bounded) return duty
  const choice = CHOICE.exec(folded)?.[0]
  if (choice !== undefined && (!(CHOICE.test(own) || ABILITY.test(own)) || (DUTY.test(own) && !DUTY.test(folded))))
    return choice
  const advice = ADVICE.exec(folded)?.[0]
  if (advice !== undefined && !ADVICE.test(own)) return advice
  const aim = AIM.exec(folded)?.[0]
  if (aim !== undefined && !AIM.test(context) && PROMISE.test(own)) return aim
  const past = PAST.exec(folded)?.[0]
  const isDated = quantities.some(({ kind }) => kind === 'date')
  if (past !== undefined && !isDated && !PAST.test(own) && !/\bpast\b/u.test(own)) return past
  const moved = PREPOSITIONS.find(([claimed, said]) => claimed.test(folded) && !said.test(own))
  return moved?.[0].exec(folded)?.[0]
}
