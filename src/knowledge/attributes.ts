import { z } from 'zod'

const concepts = z.array(z.string()).default([])

const ruleSchema = z.strictObject({
  /** Concepts of which one must be near: in the statement, its labels, its lead-in, the heading or a control. */
  about: concepts,
  /** Concepts of which one must be in the statement, its labels or its lead-in. */
  with: concepts,
  /** A second such group. */
  and: concepts,
  /** Concepts that must not be in the statement (for values: in the clause of the value). */
  without: concepts,
  /** For values: concepts that the clause may have beside `about`; empty: any. */
  only: concepts,
  /** Concepts that the heading must not have. */
  not_under: concepts,
  /** Regular expression over the folded statement that must match. */
  like: z.string().optional(),
  /** Regular expression over the folded statement that must not match. */
  unlike: z.string().optional(),
  /** `about` must be in the statement itself, not just in its heading. */
  here: z.boolean().default(false),
  /** `with` and `and` may be in the heading too. */
  in_heading: z.boolean().default(false),
})

/** Kinds whose values are quantities. */
const VALUE_KINDS = ['duration', 'rate', 'count', 'percent', 'clock', 'time_range', 'date', 'edition'] as const

const KINDS = [...VALUE_KINDS, 'terms', 'statement', 'list', 'entries', 'document', 'group', 'none'] as const

const attributeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/),
  name: z.strictObject({ ja: z.string().min(1), en: z.string().min(1) }),
  kind: z.enum(KINDS),
  /** Units that a value may have; empty: any of its kind. */
  units: z.array(z.string()).default([]),
  /** How the words around bind the value (`before`: 3日前); `null` stands for "not at all". Empty: any. */
  relation: z.array(z.enum(['within', 'before', 'after', 'every', 'per_year']).nullable()).default([]),
  op: z.array(z.enum(['eq', 'gte', 'lte', 'about'])).default([]),
  /** Name of a list in `values.yaml`. */
  values: z.string().optional(),
  /** The standard that an edition must belong to. */
  standard: z.string().optional(),
  yesno: z.boolean().default(false),
  /** A certificate that a company holds: its rules are not read in papers' purpose or scope sections. */
  certification: z.boolean().default(false),
  /** Terms: where no listed name is printed, a statement that this matches is the value. */
  in_words: z.string().optional(),
  /** Values: regular expression over folded words of what is one only where nothing else is, or where it is asked for. */
  aside: z.string().optional(),
  /** The sentence before is part of the answer. */
  context: z.boolean().default(false),
  /** ISO/IEC 27017 controls whose sections deal with it. */
  controls: z.array(z.string().regex(/^(?:CLD\.)?\d+(?:\.\d+)+$/)).default([]),
  find: z.array(ruleSchema).default([]),
  /** What a reader may be shown where this is not stated, best first. */
  related: z.array(z.string()).default([]),
  /** Interval and count whose product this is, where the paper gives only those. */
  derive: z.strictObject({ every: z.string(), times: z.string() }).optional(),
  /** The attribute that this one is a special case of. */
  broader: z.string().optional(),
  /** For a group: what it consists of. */
  members: z.array(z.string()).default([]),
  /** What people type; the lint wants three phrasings in each language. */
  asked: z.strictObject({ ja: z.array(z.string()).min(1), en: z.array(z.string()).min(1) }),
})

/** What can be asked of every vendor, as data. */
export type Attribute = z.infer<typeof attributeSchema>

/** `true` for attributes whose values are quantities. */
export function isValueKind({ kind }: Pick<Attribute, 'kind'>): boolean {
  return VALUE_KINDS.some((one) => one === kind)
}

/** What an attribute is about, by the first part of its id: `backup` of `backup.retention`. */
export function familyOf(id: string): string {
  return id.replace(/\..*$/u, '')
}

/** The ids of an attribute and of its special cases. */
export function withNarrower(id: string, attributes: readonly Attribute[]): readonly string[] {
  return [id, ...attributes.filter(({ broader }) => broader === id).map((narrower) => narrower.id)]
}

/** One rule by which statements are recognised. */
export type AttributeRule = z.infer<typeof ruleSchema>

/** A name that papers print: how answers call it, and what matches it in folded text. */
export interface NamedValue {
  readonly name: string
  readonly pattern: RegExp
}

/** Shape of `attributes/*.yaml`. */
export const attributeFileSchema = z.array(attributeSchema)
/** Shape of `concepts.yaml`: surface forms by concept. */
export const conceptFileSchema = z.record(z.string().regex(/^[a-z0-9-]+$/), z.array(z.coerce.string()).min(1))
/** Shape of `values.yaml`: regular expressions over folded text by list and name. */
export const valueFileSchema = z.record(z.string(), z.record(z.string(), z.string()))
