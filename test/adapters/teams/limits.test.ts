import { describe, expect, it } from 'vitest'
import { cutToFit, fitMessages, type Part, toPart } from '../../../adapters/teams/fit-messages.ts'
import { MESSAGE_UNITS, sizeOf, TEAMS_LIMITS } from '../../../adapters/teams/limits.ts'
import { renderAnswer } from '../../../adapters/teams/render-answer.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { checkTeamsActivity } from '../../helpers/check-teams-activity.ts'
import { makePresentation } from '../../helpers/presentations.ts'

const REMARKS = textsOf('ja')
const NOTHING = { table: [], sources: [], notices: [] }

/** A part of so many units. */
function makePart(size: number, text = 'x'): Part {
  const part = toPart({ type: 'TextBlock', text: '' }, text)
  return toPart({ type: 'TextBlock', text: 'x'.repeat(size - part.size) }, text)
}

it('stays far below what Teams takes', () => {
  expect(TEAMS_LIMITS.messageBytes).toBeLessThan(100 * 1024)
  expect(MESSAGE_UNITS * 2).toBeLessThan(TEAMS_LIMITS.messageBytes)
})

it('counts as JSON does', () => {
  expect([sizeOf('あ'), sizeOf('"'), sizeOf('\ud800')]).toEqual([3, 4, 8])
  expect(makePart(500).size).toBe(500)
})

describe('messages', () => {
  it('hold as much as fits, to the unit', () => {
    const half = MESSAGE_UNITS / 2
    const spread = (size: number) =>
      fitMessages({ ...NOTHING, sources: [makePart(half), makePart(size)] }, 0, 0, REMARKS)
    expect(spread(half)).toHaveLength(1)
    expect(spread(half + 1)).toHaveLength(2)
  })

  it('count what every message and the first one has beside', () => {
    const parts = { ...NOTHING, sources: [makePart(1000), makePart(1000)] }
    const sizes = (taken: number, text: number) =>
      fitMessages(parts, taken, text, REMARKS).map((message) => message.length)
    expect(sizes(MESSAGE_UNITS - 2000, 0)).toEqual([2])
    expect(sizes(MESSAGE_UNITS - 1999, 0)).toEqual([1, 1])
    expect(sizes(0, MESSAGE_UNITS - 2000)).toEqual([2])
    expect(sizes(0, MESSAGE_UNITS - 1999)).toEqual([1, 1])
  })

  it('leave the first one to the text where nothing fits beside it', () => {
    const parts = { ...NOTHING, sources: [makePart(1000)] }
    expect(fitMessages(parts, 0, MESSAGE_UNITS - 100, REMARKS).map((message) => message.length)).toEqual([0, 1])
  })

  it('are at most as many as an answer may have; the rest of the sources is counted', () => {
    const whole = (count: number) => Array.from({ length: count }, () => makePart(MESSAGE_UNITS))
    const spread = (count: number) => fitMessages({ ...NOTHING, sources: whole(count) }, 0, 0, REMARKS)
    expect(spread(TEAMS_LIMITS.messages)).toHaveLength(TEAMS_LIMITS.messages)
    const over = spread(TEAMS_LIMITS.messages + 1)
    expect(over).toHaveLength(TEAMS_LIMITS.messages)
    expect(over.at(-1)?.map(({ text }) => text)).toEqual([REMARKS.omittedSources(2)])
  })

  it('keep sources although table and notices are endless', () => {
    const many = (text: string) => Array.from({ length: 100 }, () => ({ ...makePart(3000, text), rows: 2 }))
    const sources = [makePart(500, 'source')]
    const texts = fitMessages({ table: many('row'), sources, notices: many('notice') }, 0, 0, REMARKS)
      .flat()
      .map(({ text }) => text)
    expect(texts).toContain('source')
    const rows = texts.filter((text) => text === 'row').length * 2
    expect(rows).toBeGreaterThan(0)
    expect(texts.filter((text) => text.startsWith(REMARKS.shortened))).toEqual([
      `${REMARKS.shortened} ${rows}/200`,
      REMARKS.shortened,
    ])
  })
})

it('a text is cut until every piece fits, and nothing is lost', () => {
  const text = '一つ目の文です。二つ目の文です。三つ目の文です。'.repeat(10)
  const pieces = cutToFit(text, 100, (piece) => piece.length <= 30)
  expect(pieces.join('')).toBe(text)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(30)
  expect(cutToFit('𠮷', 100, () => false)).not.toEqual([])
})

it('the check of the tests refuses what is over the limits of Teams', () => {
  const [activity] = renderAnswer(makePresentation(), { exchangeId: 1 })
  const entity = activity?.entities[0] as { citation: readonly object[] }
  const claim = entity.citation[0] as { appearance: object }
  const withClaims = (citation: readonly object[]) => ({ ...activity, entities: [{ ...entity, citation }] })
  const changed = (appearance: object) => withClaims([{ ...claim, appearance: { ...claim.appearance, ...appearance } }])
  const claims = (count: number) => Array.from({ length: count }, (_, i) => ({ ...claim, position: i + 1 }))
  const statusOf = (given: object) => checkTeamsActivity(given)?.status
  expect(statusOf({ ...activity })).toBeUndefined()
  expect(statusOf(withClaims(claims(10)))).toBeUndefined()
  expect(statusOf(withClaims(claims(11)))).toBe(400)
  expect(statusOf({ ...activity, entities: [entity, entity] })).toBe(400)
  expect(statusOf(changed({ abstract: undefined }))).toBe(400)
  expect(statusOf(changed({ abstract: 'あ'.repeat(161) }))).toBe(400)
  expect(statusOf(changed({ name: 'あ'.repeat(81) }))).toBe(400)
  expect(statusOf({ ...activity, text: '<at>x</at>' })).toBe(400)
  expect(statusOf({ ...activity, text: 'あ'.repeat(52_000) })).toBe(413)
})
