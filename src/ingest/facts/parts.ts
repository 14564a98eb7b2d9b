import type { Section, Whitepaper } from '../../domain.ts'
import { fold, squash } from '../../text/fold.ts'
import { withoutQuotationMarks } from '../../text/quotation-marks.ts'

/** What a value in a paper may be limited to by name: one of several products, or a plan. */
export interface Part {
  readonly kind: 'product' | 'plan'
  /** The product as the paper lists it, the plan as it is printed. */
  readonly name: string
}

/** The parts of one paper, found in its texts. */
export interface PaperParts {
  /** The product that the paper is about as a whole. */
  readonly product: string
  /** Products that a text names, in full or by what tells them apart; longest names first. */
  productsIn(text: string): readonly string[]
  /** The part that the words before a value name last: 「Flow が2年間、Share が180日間」, 「プロプランは99.9%」. */
  ownerBefore(text: string): Part | undefined
  /** The part that a bracket right behind a value names: 「99.9%（プレミアムのみ）」. */
  ownerAfter(text: string): Part | undefined
  /** The part whose name a label is. */
  ownerOf(label: string): Part | undefined
}

interface Form {
  readonly part: Part
  /** Folded, without blanks. */
  readonly words: string
  /** Too ordinary inside a sentence: only a label that is nothing else names it. */
  readonly isLabelOnly: boolean
}

interface EnglishOwner {
  readonly part: Part
  /** The name and what it has, up to the end of the text. */
  readonly pattern: RegExp
}

/** Reads which products and plans a paper tells apart. */
export function createParts(paper: Whitepaper, sections: readonly Section[]): PaperParts {
  const products = paper.variants.flatMap((name) => productForms(name, paper.product))
  const known = new Set(products.map(({ words }) => words))
  const plans = findPlans(sections)
    .filter((name) => !known.has(squash(name)))
    .map((name): Form => ({ part: { kind: 'plan', name }, words: squash(name), isLabelOnly: false }))
  const forms = [...products, ...plans].sort((a, b) => b.words.length - a.words.length)
  const english = forms.flatMap((form) => toEnglishOwner(form) ?? [])
  return {
    product: paper.product,
    productsIn: (text) => namesIn(squash(text), products),
    ownerBefore: (text) => lastOwner(squash(text), forms) ?? englishOwner(text, english),
    ownerAfter(text) {
      const bracket =
        /^\s*[（(]([^（()）]{1,30})[）)]/u.exec(text)?.[1] ??
        /^(?: [a-z]+){0,3}? (?:on|for|with|in) (?:the )?([A-Z]\w{1,20})(?=[ .,;)]|$)/u.exec(text)?.[1]
      return partCalled(squash(bracket ?? '').replace(/(?:プラン)?(?:のみ|だけ|に限り?る?|の場合)?$/u, ''), forms)
    },
    ownerOf: (label) => partCalled(squash(label), forms),
  }
}

function productForms(name: string, product: string): readonly Form[] {
  const part: Part = { kind: 'product', name }
  const words = squash(name)
  const family = squash(product)
  const rest = words.startsWith(family) ? words.slice(family.length).replace(/^[・-]/u, '') : ''
  const full: Form = { part, words, isLabelOnly: false }
  return rest.length < 2 ? [full] : [full, { part, words: rest, isLabelOnly: !/^[a-z]{3}|^[ァ-ヶー]{4}/u.test(rest) }]
}

function partCalled(words: string, forms: readonly Form[]): Part | undefined {
  return forms.find((form) => form.words === words || `${form.words}プラン` === words)?.part
}

/** Products whose forms a squashed text holds as words of their own. */
function namesIn(text: string, forms: readonly Form[]): readonly string[] {
  let rest = text
  const found: string[] = []
  for (const { part, words, isLabelOnly } of [...forms].sort((a, b) => b.words.length - a.words.length)) {
    if (isLabelOnly ? text !== words : !standsIn(rest, words)) continue
    rest = rest.replaceAll(words, '\n')
    if (!found.includes(part.name)) found.push(part.name)
  }
  return found
}

function standsIn(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (isWhole(text, at, words)) return true
  return false
}

/** Not a part of a longer word in the same letters. */
function isWhole(text: string, at: number, words: string): boolean {
  const isJoined = (a: string, b: string) =>
    (/[a-z0-9]/u.test(a) && /[a-z0-9]/u.test(b)) || (/[ァ-ヶー]/u.test(a) && /[ァ-ヶー]/u.test(b))
  const end = at + words.length
  const isPlan = text.startsWith('プラン', end)
  return !isJoined(text.charAt(at - 1), words.charAt(0)) && (isPlan || !isJoined(words.slice(-1), text.charAt(end)))
}

function lastOwner(text: string, forms: readonly Form[]): Part | undefined {
  let last: { readonly at: number; readonly part: Part } | undefined
  for (const { part, words, isLabelOnly } of forms) {
    if (isLabelOnly) continue
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const after = text.slice(at + words.length)
      if (at <= (last?.at ?? -1) || !isWhole(text, at, words) || !OWNS.test(after)) continue
      // As printed: プロプラン.
      const suffix = /^(?:プラン|エディション|コース)/u.exec(after)?.[0] ?? ''
      last = { at, part: part.kind === 'plan' ? { ...part, name: part.name + suffix } : part }
    }
  }
  return last?.part
}

/** "Team has a target of", "the Enterprise agreement guarantees": what a name in Latin letters has, if no other name follows. */
function englishOwner(text: string, owners: readonly EnglishOwner[]): Part | undefined {
  const found = owners.map(({ part, pattern }) => ({ part, at: text.search(pattern) })).filter(({ at }) => at >= 0)
  return found.sort((a, b) => b.at - a.at)[0]?.part
}

function toEnglishOwner({ part, words, isLabelOnly }: Form): EnglishOwner | undefined {
  if (isLabelOnly || !/^[a-z]+$/u.test(words)) return undefined
  const name = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  const suffix = '(?: (?:plans?|editions?|tiers?|agreements?|customers?|users?))?'
  return { part, pattern: new RegExp(`\\b${name}${suffix}(?: [a-z]+){0,2} ${HAS}[^.;]*$`, 'u') }
}

const HAS = '(?:has|have|gets?|includes?|guarantees?|offers?|comes? with|keeps?|is|are|receives?|targets?|for)\\b'

/** What follows a name that a value belongs to. */
const OWNS =
  /^(?:plan|プラン|エディション|コース)?(?:s|の(?:お客様|方|場合))?(?:は|では|で|の|が|に|だと|なら|と|及び|:|：|,|、|$)/u

const NAMED = /([\p{Script=Katakana}ー\p{Script=Han}A-Za-z0-9]{1,15}?)[\s　]?(?:プラン|エディション|コース)/gu
const CONTRACT = /((?:[甲乙丙丁]種?|上位|標準|基本|特別|法人|個人|年間|月間|[A-ZＡ-Ｚ]種?)契約)/gu
const LISTED =
  /プラン(?:は|には|として)、?([^。\n]{3,80}?)(?:の?[\d０-９一二三四五]種|があり|を用意|から(?:お選び|選)|です|。|の[\d０-９]つ)/gu
const ENGLISH = /\b((?:[A-Z][a-z]+(?:, | and |, and | or ))*[A-Z][a-z]+) (?:plans?|editions?|tiers?)\b/gu
const USUAL =
  /\b(?:on|for|in|of) (?:the )?(Free|Starter|Basic|Lite|Light|Standard|Pro|Professional|Plus|Premium|Teams?|Business|Enterprise|Ultimate|Advanced|Corporate|Scale)\b/gu
const ENGLISH_LISTED =
  /\b(?:plans|tiers|editions)(?::| are| \(|,| —| –| called| named) ?((?:[A-Z]\w{1,14}(?:, and |, | and | or )){1,5}[A-Z]\w{1,14})/gu
const GENERIC =
  /^(?:料金|有料|無料|全|各|他の?|本|当|どの|いずれの|上位|下位|ご?契約|対象|利用|復旧|事業継続|継続|行動|the|each|every|any|all|your|our|this|recovery|continuity|paid|free|no|which|these)$/iu

/** Plans that a paper names, or has table columns for. */
function findPlans(sections: readonly Section[]): readonly string[] {
  const text = sections.map(({ heading, body }) => `${heading}\n${body}`).join('\n')
  const listed = [...text.matchAll(LISTED)].flatMap((match) =>
    (match[1] ?? '')
      .split(/[、,・]|及び|および|と|\sand\s|[」』]\s?(?=[「『])/u)
      .map((name) => withoutQuotationMarks(name).trim()),
  )
  const english = [...text.matchAll(ENGLISH), ...text.matchAll(ENGLISH_LISTED)].flatMap((match) =>
    (match[1] ?? '').split(/,? and |,? or |, /u),
  )
  // Where plans are named as such, the usual names are plans without the word, too: "24 months on Enterprise".
  if (english.length > 0) english.push(...[...text.matchAll(USUAL)].map((match) => match[1] ?? ''))
  const named = [...text.matchAll(NAMED), ...text.matchAll(CONTRACT)].map((match) => match[1] ?? '')
  const names = [...listed, ...english, ...named, ...repeatedHeads(sections)].filter(
    (name) => name.length >= 2 && name.length <= 15 && !GENERIC.test(fold(name)) && /\p{L}/u.test(name),
  )
  return [...new Set([...names, ...headsBeside(names, sections)])].slice(0, 20)
}

/** Heads of value columns of a table one of whose columns is a plan. */
function headsBeside(plans: readonly string[], sections: readonly Section[]): readonly string[] {
  const isPlan = (head: string) => plans.some((plan) => squash(plan) === squash(head).replace(/プラン$/u, ''))
  const tables = headLines(sections).map((line) =>
    line
      .split('\t')
      .slice(1)
      .map((head) => head.trim()),
  )
  return tables
    .filter((heads) => heads.some(isPlan))
    .flat()
    .filter(
      (head) => head.length >= 2 && head.length <= 15 && !/\d/u.test(fold(head)) && !ORDINARY_HEAD.test(fold(head)),
    )
}

/** First lines of tables. */
function headLines(sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ body }) => {
    const lines = body.split('\n')
    return lines.filter((line, i) => line.includes('\t') && !(lines[i - 1] ?? '').includes('\t'))
  })
}

/** Heads of value columns that several tables of a paper share. */
function repeatedHeads(sections: readonly Section[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const section of sections) {
    const heads = new Set(headLines([section]).flatMap((line) => line.split('\t').slice(1)))
    for (const head of heads) if (!/\d/u.test(fold(head))) counts.set(head.trim(), (counts.get(head.trim()) ?? 0) + 1)
  }
  return [...counts].filter(([head, count]) => count > 1 && !ORDINARY_HEAD.test(fold(head))).map(([head]) => head)
}

const ORDINARY_HEAD =
  /内容|回答|備考|説明|用途|目的|期間|単位|状況|対応|国|日|時|値|項目|種別|区分|answer|note|remark|purpose|country|description|value|detail/u
