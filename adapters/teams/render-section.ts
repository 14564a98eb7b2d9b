import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { SectionRef, SectionView } from '../../src/conversation/section-view.ts'
import { cutIntoPages } from '../../src/text/cut.ts'
import { type CardElement, literal, toCard } from './card.ts'
import { ACTIONS } from './render-answer.ts'

/** Characters of a section that one card shows. */
const PAGE = 6000

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
  const back = { type: 'Action.Execute', title: texts.back, verb: ACTIONS.back, data: { exchangeId } }
  const actions = exchangeId === null ? [] : [back]
  if (!view) return toCard([literal(texts.sectionGone)], actions, false)
  const pages = cutIntoPages(view.body, PAGE)
  const current = Math.min(page, pages.length - 1)
  const turn = (to: number, title: string): CardElement => ({
    type: 'Action.Execute',
    title: `${title} (${to + 1}/${pages.length})`,
    verb: ACTIONS.openSection,
    data: { ref, exchangeId, page: to },
  })
  const lines = (pages[current] ?? '').split('\n').filter((line) => line.trim() !== '')
  return toCard(
    [
      literal(view.document, { size: 'small', isSubtle: true }),
      ...(view.path.length > 0 ? [literal(view.path.join(' › '), { size: 'small', isSubtle: true })] : []),
      literal(view.place, { weight: 'bolder', size: 'medium' }),
      ...(view.remark === null ? [] : [literal(view.remark, { size: 'small' })]),
      { type: 'Container', separator: true, items: lines.map((line) => ({ ...literal(line), spacing: 'small' })) },
    ],
    [
      ...actions,
      ...(current > 0 ? [turn(current - 1, texts.previousPage)] : []),
      ...(current + 1 < pages.length ? [turn(current + 1, texts.nextPage)] : []),
    ],
    true,
  )
}
