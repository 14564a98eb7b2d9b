import type { Op, Relation } from './rule.ts'

/** What the words before and after a value say about it. */
export interface Bound {
  readonly op: Op
  readonly relation: Relation
}

const AT_LEAST =
  /^(?:最低|少なくとも|最短|下限|at least|at minimum|an? minimum|minimum|min|no less|not less|no fewer|not fewer|more than|over|exceeding|longer|greater|≥|>)/
const AT_MOST =
  /^(?:最長|最大|上限|within|no (?:later|longer|more|greater)|(?:not|never) .*(?:later|longer|more|greater|exceed|beyond|over)|up to|at most|a maximum|maximum|max|less than|fewer|under|≤|<)/
const ABOUT = /^(?:約|およそ|概ね|おおむね|おおよそ|ほぼ|about|approx|around|roughly|~)/

const AFTER_AT_LEAST =
  /^(?:以上|超|を超え|を上回|or (?:more|longer|greater|higher|above|better)|and above|minimum|at minimum)/
const AFTER_AT_MOST = /^(?:以内|以下|未満|内|まで|を下回|or (?:less|fewer|shorter|below)|maximum|at most)/

const JAPANESE_BIND =
  '(?:最低|最短|最長|最大|少なくとも|上限|下限|約|およそ|概ね|おおむね|おおよそ|ほぼ|[≥≤<>]=?)(?:限|でも|で|は|として)?'

const JAPANESE_BOUND =
  '以上前(?:まで)?|前まで|前後|前(?!者|述|半|提|記)|以内|内(?![部容訳外線規])|以下|以上|以降|未満|超(?!過)|を超え(?:る|て|た)?|を[上下]回る' +
  '|を?経過(?:した|する)?(?:時点|日)?(?:以降|後)|後(?![者述半ろ])|までに?|目に?|程度|ほど|くらい|ぐらい|ごと|毎(?![日週月年回])|おき|置き|間隔'

const ENGLISH_BIND =
  '(?<![a-z])(?:(?:not|never) (?:[a-z]+ ){0,3}?(?:longer than|more than|greater than|later than|exceed(?:ing)?|beyond)|no (?:longer|greater) than|at least|at minimum|(?:a )?minimum of|minimum|min\\.?|no less than|not less than|no fewer than|not fewer than|more than|over|exceeding' +
  '|longer than|greater than|within|no later than|up to|at most|no more than|(?:a )?maximum of|maximum|max\\.?|less than|fewer than|under' +
  '|about|approximately|approx\\.?|around|roughly|after|every|each|[≥≤<>~]=?)'

const ENGLISH_BOUND =
  'or (?:more|longer|greater|higher|above|better|less|fewer|shorter|below)|and above|minimum|maximum' +
  '|before|prior|in advance|beforehand|ahead|of (?:advance|prior) notice|(?:advance |prior )?notice|after|following|later|thereafter' +
  '|per year|a year|each year|annually|per annum|per month|a month|each month'

/** Words before a value, as a regular expression source with group `bind`. */
export const JAPANESE_BEFORE = `(?:(?<bind>${JAPANESE_BIND})\\s?)?`

/** Words after a value, as a regular expression source with group `bound`; 7日分 keeps its 分. */
export const JAPANESE_AFTER = `(?:分(?![類析離散割担野岐掌配解布界]))?(?:\\s?(?<bound>${JAPANESE_BOUND}))?`

/** English words before a value, as a regular expression source with group `bind`. */
export const ENGLISH_BEFORE = `(?:(?<bind>${ENGLISH_BIND})(?:\\s(?:the|an?))?(?:\\s(?:further|additional|next|following))?\\s?)?`

/** English words after a value, as a regular expression source with group `bound`. */
export const ENGLISH_AFTER = `(?:['’]s?)?(?:\\s(?<bound>${ENGLISH_BOUND})(?![a-z]))?`

/** Words of either language before a value that is written the same in both. */
export const ANY_BEFORE = `(?:(?<bind>${JAPANESE_BIND}|${ENGLISH_BIND})(?:\\sa)?\\s?)?`

/** Words of either language after a value that is written the same in both. */
export const ANY_AFTER = `(?:\\s?(?<bound>${JAPANESE_BOUND}|(?:${ENGLISH_BOUND})(?![a-z])))?`

/** Reads the words around a value; those after it win, because they are nearer to the verb. */
export function readBound(before: string, after: string): Bound {
  return { op: opOf(before, after), relation: relationOf(before, after) }
}

function opOf(before: string, after: string): Op {
  if (after.startsWith('以上') || after === '前まで') return 'gte'
  if (AFTER_AT_LEAST.test(after)) return 'gte'
  if (AFTER_AT_MOST.test(after)) return 'lte'
  if (/^(?:程度|前後|ほど|くらい|ぐらい)/.test(after)) return 'about'
  if (AT_LEAST.test(before)) return 'gte'
  if (AT_MOST.test(before)) return 'lte'
  if (ABOUT.test(before)) return 'about'
  return 'eq'
}

function relationOf(before: string, after: string): Relation {
  if (/^(?:ごと|毎|おき|置き|間隔)/.test(after) || /^(?:every|each)/.test(before)) return 'every'
  if (/^(?:per year|a year|each year|annually|per annum)/.test(after)) return 'per_year'
  if (/^(?:per month|a month|each month)/.test(after)) return 'per_month'
  if (/^(?:以上)?前(?!後)|^(?:before|prior|in advance|beforehand|ahead|of |notice|advance )/.test(after))
    return 'before'
  if (/^(?:以内|内|までに)/.test(after) || /^(?:within|(?:no|not) later)/.test(before)) return 'within'
  if (/^(?:後|以降|目|を?経過|after|following|later|thereafter)/.test(after) || before.startsWith('after'))
    return 'after'
  return null
}
