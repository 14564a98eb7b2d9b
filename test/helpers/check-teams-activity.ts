/** Why Teams does not take an activity. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** An activity as it came over the wire. */
export type WireActivity = Readonly<Record<string, unknown>> & {
  readonly type?: string
  readonly text?: string
  readonly textFormat?: string
  readonly entities?: readonly Readonly<Record<string, unknown>>[]
  readonly attachments?: readonly {
    readonly contentType: string
    readonly content: Readonly<Record<string, unknown>>
  }[]
  readonly channelData?: Readonly<Record<string, unknown>>
}

/** Documented: 100 KB as UTF-16. */
const MAX_BYTES = 100 * 1024
const ROOT = 'https://schema.org/Message'

/** The first thing that Teams would refuse an activity for, whatever the state of the chat. */
export function checkTeamsActivity(given: object): Refusal | undefined {
  const activity: WireActivity = { ...given }
  const bytes = JSON.stringify(activity).length * 2
  if (bytes > MAX_BYTES) return { status: 413, code: 'MessageSizeTooBig', message: `${bytes} bytes` }
  const problem = checkText(activity) ?? checkEntities(activity) ?? checkAttachments(activity)
  return problem === undefined ? undefined : { status: 400, code: 'BadSyntax', message: problem }
}

function checkText({ type, text = '', textFormat, attachments = [] }: WireActivity): string | undefined {
  if (type === 'message' && text === '' && attachments.length === 0) return 'empty message'
  if (type === 'message' && text !== '' && textFormat !== 'markdown') return `text format ${textFormat}`
  return hasMention(text) ? 'a mention without its entity' : undefined
}

function checkEntities({ entities = [] }: WireActivity): string | undefined {
  const roots = entities.filter(({ type }) => type === ROOT)
  if (roots.length > 1) return 'Multiple root message entities'
  const [root] = roots
  if (root === undefined) return undefined
  if (root['@type'] !== 'Message' || root['@context'] !== 'https://schema.org') return 'root entity without its type'
  const claims = (root.citation ?? []) as readonly Claim[]
  if (claims.length > 10) return 'Array must contain at most 10 element(s)'
  if (new Set(claims.map(({ position }) => position)).size < claims.length) return 'two claims at one position'
  return claims.map(checkClaim).find((problem) => problem !== undefined)
}

interface Claim {
  readonly '@type'?: string
  readonly position?: number
  readonly appearance?: { readonly '@type'?: string; readonly name?: string; readonly abstract?: string }
}

function checkClaim({ '@type': type, position, appearance }: Claim): string | undefined {
  if (type !== 'Claim' || appearance?.['@type'] !== 'DigitalDocument') return 'a claim without its type'
  if (!Number.isInteger(position) || Number(position) < 1) return `position ${position}`
  const { name = '', abstract = '' } = appearance
  if (name === '' || name.length > 80) return `name of ${name.length} characters`
  return abstract === '' || abstract.length > 160 ? `abstract of ${abstract.length} characters` : undefined
}

function checkAttachments({ attachments = [] }: WireActivity): string | undefined {
  for (const { contentType, content } of attachments) {
    if (contentType !== 'application/vnd.microsoft.card.adaptive') return `attachment ${contentType}`
    if (content.type !== 'AdaptiveCard' || content.version !== '1.5') return `card ${content.type} ${content.version}`
    const problem = checkCard(content)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** What the bot may use, and what each must have. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['version', 'body'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  TextBlock: ['text'],
  Container: ['items'],
  ColumnSet: ['columns'],
  Column: ['items'],
  ActionSet: ['actions'],
  Table: ['columns', 'rows'],
  TableRow: ['cells'],
  TableCell: ['items'],
  'Action.Submit': ['title', 'data'],
  'Action.Execute': ['title', 'verb', 'data'],
}

function checkCard(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(checkCard).find((problem) => problem !== undefined)
  if (typeof value !== 'object' || value === null) return undefined
  const { type, data: _, ...fields } = value as Readonly<Record<string, unknown>>
  if (typeof type === 'string') {
    const missing = ELEMENTS[type]?.find((field) => !(field in value))
    if (!(type in ELEMENTS) || missing !== undefined) return `element ${type} ${missing ?? ''}`
    if (type === 'TextBlock' && hasMention(String(fields.text))) return 'a mention without its entity'
    if (type === 'TextRun' && (fields.text === '' || /[\ud800-\udfff]/u.test(String(fields.text)))) return 'no text'
  }
  return checkCard(Object.values(fields))
}

function hasMention(text: string): boolean {
  return /<\/?at\b/iu.test(text)
}
