import type { types } from '@slack/bolt'
import { z } from 'zod'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { type SectionRef, type SectionView, sectionRefSchema } from '../../src/conversation/section-view.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { SLACK_LIMITS } from './limits.ts'
import { ACTIONS, plain } from './render-answer.ts'

/** What a section's window remembers between pages. */
export const sectionStateSchema = z.object({ ref: sectionRefSchema, page: z.number().int().min(0) })

/** Characters of a section that one window shows. */
const PAGE = 9000

/** A whole cited section as a window, a page of it at a time; `undefined` section: it is gone. */
export function renderSection(view: SectionView | undefined, ref: SectionRef, page = 0): types.ModalView {
  const texts = textsOf(ref.language)
  const common = {
    type: 'modal',
    title: plain(shorten(texts.sources, SLACK_LIMITS.modalTitle)),
    close: plain(texts.close),
  } as const
  if (!view) return { ...common, blocks: [{ type: 'section', text: plain(texts.sectionGone) }] }
  const pages = cutIntoPages(view.body, PAGE)
  const current = Math.min(page, pages.length - 1)
  const body = pages[current] ?? ''
  const words = body === '' ? [] : cutIntoPages(body, SLACK_LIMITS.sectionText)
  return {
    ...common,
    private_metadata: JSON.stringify({ ref, page: current }),
    blocks: [
      { type: 'header', text: plain(shorten(view.place, SLACK_LIMITS.headerText)) },
      context([view.document, ...(view.path.length > 0 ? [view.path.join(' › ')] : [])]),
      ...(view.remark === null ? [] : [context([view.remark])]),
      { type: 'divider' },
      ...words.map((text): types.KnownBlock => ({ type: 'section', text: plain(text), expand: true })),
      ...renderPager(current, pages.length, ref),
    ],
  }
}

function renderPager(current: number, count: number, ref: SectionRef): types.KnownBlock[] {
  const texts = textsOf(ref.language)
  const button = (page: number, text: string) => ({
    type: 'button' as const,
    action_id: `${ACTIONS.page}:${page}`,
    text: plain(`${text} (${page + 1}/${count})`),
    value: String(page),
  })
  const elements = [
    ...(current > 0 ? [button(current - 1, texts.previousPage)] : []),
    ...(current + 1 < count ? [button(current + 1, texts.nextPage)] : []),
  ]
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function context(lines: readonly string[]): types.KnownBlock {
  return { type: 'context', elements: lines.map((line) => plain(shorten(line, SLACK_LIMITS.sectionText))) }
}
