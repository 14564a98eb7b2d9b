/** What a person sees of a card. */
export interface SeenCard {
  /** Literal texts in order, those of fallbacks left out. */
  readonly texts: readonly string[]
  /** Texts of what is shown where a table cannot be. */
  readonly fallbacks: readonly string[]
  /** Cells by row. */
  readonly tables: readonly (readonly (readonly string[])[])[]
  readonly buttons: readonly Button[]
}

/** A button, and what pressing it sends. */
export interface Button {
  readonly type: string
  readonly title: string
  readonly verb?: string
  readonly data: Readonly<Record<string, unknown>>
}

type Element = Readonly<Record<string, unknown>>

/** Reads the cards of a message. */
export function readCards({ attachments = [] }: { readonly attachments?: readonly { content: unknown }[] }): SeenCard {
  return readCard(attachments.map(({ content }) => content))
}

/** Reads a card, or elements of one. */
export function readCard(card: unknown): SeenCard {
  const shown = [...walk(card)]
  const of = (...types: readonly string[]) => shown.filter(({ type }) => types.includes(String(type)))
  const runs = (elements: readonly Element[]) => elements.map(({ text }) => String(text))
  return {
    texts: runs(of('TextRun')),
    fallbacks: of('Table').flatMap(({ fallback }) =>
      runs([...walk(fallback)].filter(({ type }) => type === 'TextRun')),
    ),
    tables: of('Table').map(({ rows }) =>
      (rows as readonly { cells: readonly unknown[] }[]).map(({ cells }) =>
        cells.map((cell) => runs([...walk(cell)].filter(({ type }) => type === 'TextRun')).join('\n')),
      ),
    ),
    buttons: of('Action.Submit', 'Action.Execute') as readonly unknown[] as readonly Button[],
  }
}

function* walk(value: unknown): Generator<Element> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item)
  } else if (typeof value === 'object' && value !== null) {
    const { type, fallback: _, data: __, ...fields } = value as Element
    if (typeof type === 'string') yield value as Element
    yield* walk(Object.values(fields))
  }
}
