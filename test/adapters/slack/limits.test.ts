import { describe, expect, it } from 'vitest'
import { SLACK_LIMITS } from '../../../adapters/slack/limits.ts'
import { renderAnswer } from '../../../adapters/slack/render-answer.ts'
import { limits } from '../../helpers/fake-slack/limits.ts'
import { makePresentation, makeSource } from '../../helpers/presentations.ts'
import { findRefusals } from '../../helpers/slack-messages.ts'

it.each([
  ['blocks', 'blocksInMessage'],
  ['sectionText', 'sectionText'],
  ['sectionText', 'contextText'],
  ['headerText', 'header'],
  ['actionElements', 'actions'],
  ['buttonText', 'buttonText'],
  ['buttonValue', 'buttonValue'],
  ['accessibilityLabel', 'accessibilityLabel'],
  ['modalTitle', 'viewTitle'],
  ['markdown', 'markdownText'],
  ['markdown', 'markdownBlocks'],
  ['messageCharacters', 'blocksText'],
  ['tableRows', 'tableRows'],
  ['tableColumns', 'tableColumns'],
  ['tableCharacters', 'tableText'],
  ['suggestedPrompts', 'prompts'],
  ['messages', 'responseUrlUses'],
] as const)('%s is not above what Slack takes (%s)', (ours, theirs) => {
  expect(SLACK_LIMITS[ours]).toBeLessThanOrEqual(limits[theirs])
})

it('leaves a text room to grow five times when it is escaped', () => {
  expect(SLACK_LIMITS.text * '&amp;'.length).toBeLessThanOrEqual(limits.text)
})

describe('at its edge', () => {
  const blocksOf = (...given: Parameters<typeof renderAnswer>) => {
    const messages = renderAnswer(...given)
    expect(findRefusals(messages)).toEqual([])
    return messages.flatMap(({ blocks }) => blocks)
  }
  const buttonsOf = (suggestions: readonly string[]) =>
    blocksOf(makePresentation({ suggestions }), { exchangeId: undefined }).flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    )

  it.each([74, 75, 76])('a question of %i characters is asked whole and shown as far as a button goes', (length) => {
    const question = 'あ'.repeat(length)
    const [button] = buttonsOf([question])
    const text = length <= SLACK_LIMITS.buttonText ? question : `${'あ'.repeat(74)}…`
    expect(button).toMatchObject({ value: question, text: { text } })
  })

  it.each([
    [2000, 1],
    [2001, 0],
  ])('a question of %i characters has %i buttons', (length, count) => {
    expect(buttonsOf(['あ'.repeat(length)])).toHaveLength(count)
  })

  it.each([24, 25, 26])('of %i questions as many are shown as a row of buttons holds', (count) => {
    const questions = Array.from({ length: count }, (_, i) => `質問${i}は？`)
    expect(buttonsOf(questions)).toHaveLength(Math.min(count, SLACK_LIMITS.actionElements))
  })

  it.each([2999, 3000, 3001])('a notice of %i characters is shown as far as a line of context goes', (length) => {
    const notices = ['※'.repeat(length)]
    const context = blocksOf(makePresentation({ notices }), { exchangeId: undefined }).find(
      ({ type }) => type === 'context',
    )
    expect(JSON.stringify(context)).toContain(length <= 3000 ? '※"' : '※…"')
  })

  it('a place is named to screen readers as far as a label goes', () => {
    for (const length of [60, 70, 80, 300]) {
      blocksOf(makePresentation({ sources: [makeSource(1, { place: '節'.repeat(length) })] }), { exchangeId: 1 })
    }
  })
})
