import { z } from 'zod'
import type { Section, Whitepaper } from '../domain.ts'
import { IngestError } from '../errors.ts'
import { findDates, parseDate } from '../text/dates.ts'
import { fold } from '../text/fold.ts'
import { type Cover, readCover } from './metadata/cover.ts'
import { DOCUMENT_KINDS, kindOf } from './metadata/document-kind.ts'
import { toDocumentId, toPaperId } from './metadata/paper-id.ts'
import { findProducts, type ProductNames } from './metadata/product.ts'
import { type Revision, readRevisions } from './metadata/revisions.ts'
import { findVendor } from './metadata/vendor.ts'

/** What a person may say about a paper: command-line flags, front matter, a `<file>.meta.yaml`. */
export type MetadataFields = Omit<Whitepaper, 'id' | 'documentId'>

/** What {@link readMetadata} reads from. */
export interface MetadataInput {
  /** The outline; its first section is the cover where there is one. */
  readonly sections: readonly Section[]
  /** The line that claims rights at the end of the document, where there is one. */
  readonly imprint?: string
  readonly frontMatter: Readonly<Record<string, unknown>>
  /** What a person said on the command line; checked like front matter. */
  readonly overrides: Readonly<Record<string, unknown>>
  readonly fileName: string
}

/** The paper's description, or why it cannot be told and what to supply. */
export type MetadataResult =
  | { readonly paper: Whitepaper; readonly warnings: readonly string[] }
  | { readonly refused: string }

const words = z.string().trim().min(1, 'must not be empty')
const names = z.union([words.transform((name) => [name]), z.array(words)])
// YAML reads `version: 1.3` as a number and some writers turn dates into objects.
const version = z.union([words, z.number().transform(String)])
const date = z
  .union([words, z.date().transform((value) => value.toISOString().slice(0, 10))])
  .transform((value, context) => {
    const iso = parseDate(value)
    if (iso === undefined) context.addIssue({ code: 'custom', message: `is no date: ${value} (write YYYY-MM-DD)` })
    return iso ?? value
  })
const frontMatterSchema = z.object({
  product: words.optional(),
  variants: names.optional(),
  aliases: names.optional(),
  vendor: words.nullable().optional(),
  title: words.optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  version: version.nullable().optional(),
  date: date.nullable().optional(),
  notice: words.nullable().optional(),
})

/**
 * Describes a paper: flags beat front matter beats what the paper says. Refused where the product cannot be told.
 * Throws {@link IngestError} with reason `front_matter`, naming every problem, where the front matter is malformed.
 */
export function readMetadata(input: MetadataInput): MetadataResult {
  const given = {
    ...parseFrontMatter(input.frontMatter, input.fileName),
    ...parseFrontMatter(input.overrides, input.fileName),
  }
  const cover = readCover(input.sections)
  const revisions = readRevisions(input.sections)
  const vendor = given.vendor !== undefined ? given.vendor : readVendor(cover, input)
  const read = findProducts(input.sections, cover, vendor, input.fileName)
  const found = given.product === undefined ? read : withGiven(given.product, read)
  if (!found) return { refused: refusal(input.fileName) }
  const { product } = found
  const edition = readEdition(cover, revisions, input.sections)
  const title = given.title ?? cover.title ?? `${product} セキュリティホワイトペーパー`
  const kind = given.kind ?? kindOf(title)
  const documentId = toDocumentId(vendor, product, kind)
  const version = given.version !== undefined ? given.version : edition.version
  const date = given.date !== undefined ? given.date : edition.date
  const paper: Whitepaper = {
    id: toPaperId(documentId, version, date),
    documentId,
    kind,
    product,
    variants: given.variants ?? found.variants,
    aliases: given.aliases ?? found.aliases,
    vendor,
    title,
    version,
    date,
    notice: given.notice ?? null,
  }
  return { paper, warnings: toWarnings(paper, given, edition.warnings) }
}

/**
 * Throws {@link IngestError} with reason `front_matter` where a file of metadata has a key that nothing is done with. Front
 * matter may have any: it serves other programs, too.
 */
export function checkKeys(data: Readonly<Record<string, unknown>>, fileName: string): void {
  const known = Object.keys(frontMatterSchema.shape)
  const unknown = Object.keys(data).filter((key) => !known.includes(key))
  if (unknown.length === 0) return
  throw new IngestError(
    'front_matter',
    `${fileName} has unknown keys: ${unknown.join(', ')}. Known are ${known.join(', ')}. Correct or remove them.`,
  )
}

function parseFrontMatter(data: Readonly<Record<string, unknown>>, fileName: string): Partial<MetadataFields> {
  const parsed = frontMatterSchema.safeParse(data)
  if (parsed.success) return withoutUndefined(parsed.data)
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`)
  throw new IngestError(
    'front_matter',
    `The front matter of ${fileName} cannot be used: ${problems.join('; ')}. Correct or remove these keys.`,
    { cause: parsed.error },
  )
}

/** Drops keys without a value, so that they do not hide a value of lower rank. */
function withoutUndefined<T extends object>(fields: T): Partial<MetadataFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** What was read about variants and aliases holds for a supplied name, too, if it is the same or none was read. */
function withGiven(product: string, read: ProductNames | undefined): ProductNames {
  const aliases = new Set([...(read?.aliases ?? []), ...(read ? [read.product] : [])])
  aliases.delete(product)
  const same = read !== undefined && fold(read.product) === fold(product)
  return {
    product,
    variants: read?.variants ?? [],
    aliases: same ? read.aliases : [...aliases].filter((alias) => fold(alias).includes(fold(product))),
  }
}

function readVendor(cover: Cover, { sections, imprint = '' }: MetadataInput): string | null {
  return findVendor(cover.lines, [...sections.map((section) => `${section.heading}\n${section.body}`), imprint])
}

function refusal(fileName: string): string {
  return `${fileName}: the paper does not say clearly which product it is about. Supply the name with --product NAME, with "product: NAME" in front matter, or in ${fileName}.meta.yaml beside the file.`
}

interface Edition {
  readonly version: string | null
  readonly date: string | null
  readonly warnings: readonly string[]
}

/** Version and date: the cover, else the newest revision, else the day that the paper was put in force. */
function readEdition(cover: Cover, revisions: readonly Revision[], sections: readonly Section[]): Edition {
  const newest = revisions.at(-1)
  const version = cover.version ?? (newest?.version || null)
  const warnings: string[] = []
  let date = cover.date
  const revised = newest?.date ?? null
  if (date === null) date = revised
  else if (revised !== null && revised.length > date.length && revised.startsWith(date)) date = revised
  else if (revised !== null && revised !== date) {
    warnings.push(`the cover says ${date}, the newest revision ${revised}; the cover's date is used`)
  }
  return { version, date: date ?? readForceDate(sections), warnings }
}

const FORCE_SECTION = /附則|付則|補則|制定|施行|appendix|effective/u
const FORCE_LABEL =
  /(?:制定|施行|発行|作成|公開|改[訂定]|最終改[訂定]|最終更新|更新|見直し)(?:年月)?日?\s?[:\s]?\s?$|(?:effective|issued|published|last updated|updated|revised)(?: date| on)?\s?:?\s?$/u

/** `制定日：2024年9月1日` in 附則 or at the very end; the newest of several. */
function readForceDate(sections: readonly Section[]): string | null {
  const dates: string[] = []
  for (const [i, section] of sections.entries()) {
    if (!FORCE_SECTION.test(fold(section.heading)) && i !== sections.length - 1) continue
    const folded = fold(section.body)
    for (const { iso, start, end } of findDates(folded)) {
      const before = folded.slice(Math.max(0, start - 24), start)
      const labelled =
        FORCE_LABEL.test(before) ||
        /^\s?[(]?(?:に)?(?:制定|施行|発行|改[訂定]|作成|公開|見直し)/u.test(folded.slice(end, end + 6))
      if (labelled || /附則|付則/u.test(fold(section.heading))) dates.push(iso)
    }
  }
  return dates.sort().at(-1) ?? null
}

function toWarnings(paper: Whitepaper, given: Partial<MetadataFields>, edition: readonly string[]): readonly string[] {
  const warnings = given.date === undefined ? [...edition] : []
  if (paper.vendor === null && given.vendor === undefined) warnings.push('the vendor is not named')
  if (paper.version === null && given.version === undefined) warnings.push('no version is printed')
  if (paper.date === null && given.date === undefined) warnings.push('no date is printed')
  return warnings
}
