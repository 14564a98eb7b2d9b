import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { SectionRef, SectionView } from '../../src/conversation/section-view.ts'
import { shorten } from '../../src/text/cut.ts'
import { type CardElement, execute, literal, toCard } from './card.ts'
import { cutToFit } from './fit-messages.ts'
import { MESSAGE_UNITS, sizeOf } from './limits.ts'
import { ACTIONS } from './render-answer.ts'

/** Characters of a section that one card shows: about what one reads without scrolling far. */
const PAGE = 6000
/** Longer headings are shortened, so that a page always has room. */
const MAX_NAME = 300

/**
 * A whole cited section as a card in the place of the answer's, a page of it at a time, with the way back.
 * `undefined` view: the section is gone.
 */
export function renderSection(
  view: SectionView | undefined,
  ref: SectionRef,
  exchangeId: number | null,
  page = 0,
): object {
  const texts = textsOf(ref.language)
  const actions = exchangeId === null ? [] : [execute(texts.back, ACTIONS.back, { ref, exchangeId })]
  if (!view) return toCard([literal(texts.sectionGone)], actions, false)
  const pages = cutToFit(view.body, PAGE, (piece) => sizeOf(toLines(piece)) <= MESSAGE_UNITS / 2)
  const current = Math.min(page, pages.length - 1)
  const turn = (to: number, title: string): CardElement =>
    execute(`${title} (${to + 1}/${pages.length})`, ACTIONS.openSection, { ref, exchangeId, page: to })
  const path = shorten(view.path.join(' › '), MAX_NAME)
  return toCard(
    [
      literal(shorten(view.document, MAX_NAME), { size: 'small', isSubtle: true }),
      ...(path === '' ? [] : [literal(path, { size: 'small', isSubtle: true })]),
      literal(shorten(view.place, MAX_NAME), { weight: 'bolder', size: 'medium' }),
      ...(view.remark === null ? [] : [literal(view.remark, { size: 'small' })]),
      { type: 'Container', separator: true, items: toLines(pages[current] ?? '') },
    ],
    [
      ...actions,
      ...(current > 0 ? [turn(current - 1, texts.previousPage)] : []),
      ...(current + 1 < pages.length ? [turn(current + 1, texts.nextPage)] : []),
    ],
    true,
  )
}

function toLines(text: string): readonly CardElement[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => ({ ...literal(line), spacing: 'small' }))
}
