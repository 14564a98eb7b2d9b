/** A part of an Adaptive Card; the format is Microsoft's, version 1.5. */
export type CardElement = { readonly type: string } & Readonly<Record<string, unknown>>

/** How literal text looks. */
export interface TextLook {
  readonly size?: 'small' | 'medium'
  readonly weight?: 'bolder'
  readonly isSubtle?: boolean
}

/** Text that is shown letter by letter: no Markdown, no mentions, no links. A run must not be empty: a blank then. */
export function literal(text: string, look: TextLook = {}): CardElement {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: toWholeLetters(text) || ' ', ...look }] }
}

/** A column of a ColumnSet. */
export function column(width: 'auto' | 'stretch', items: readonly CardElement[]): CardElement {
  return { type: 'Column', width, items, verticalContentAlignment: 'center' }
}

/** A button that sends data as a message of whoever presses it. */
export function submit(title: string, data: object): CardElement {
  return { type: 'Action.Submit', title: toWholeLetters(title), data }
}

/** A button that changes the card for whoever presses it. */
export function execute(title: string, verb: string, data: object): CardElement {
  return { type: 'Action.Execute', title: toWholeLetters(title), verb, data }
}

/** A whole card. */
export function toCard(body: readonly CardElement[], actions: readonly CardElement[], isWide: boolean): object {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...(isWide ? { msteams: { width: 'Full' } } : {}),
    body: [...body],
    ...(actions.length > 0 ? { actions: [...actions] } : {}),
  }
}

/** Half a letter of UTF-16, which not every client can show, is `�`. */
export function toWholeLetters(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd')
}
