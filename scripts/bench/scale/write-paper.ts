import type { InventedName } from './names.ts'
import { createRandom, type Random } from './random.ts'
import type { Topic } from './topic.ts'
import { TOPIC_VALUES, TOPICS } from './topics.ts'

/** A paper that nobody published, as a Markdown file. */
export interface InventedPaper extends InventedName {
  readonly fileName: string
  readonly text: string
  /** Questions about it, each with the heading of the section that answers. */
  readonly questions: readonly { readonly text: string; readonly heading: string }[]
}

/** Sections of the smallest and the largest paper. */
const SECTIONS = { least: 20, most: 60 }
/** A section that is longer than a passage may be is two of them. */
const LONG_SHARE = 0.28
const TITLES = [
  'セキュリティホワイトペーパー',
  'セキュリティ運用説明書',
  '安全管理措置のご説明',
  'クラウドセキュリティに関する説明書',
] as const

/** What any section may go on with: what a paper says beside its figures. */
const ASIDES = [
  '{part}の{work}は、{team}が{season}実施します。',
  '{reason}があった場合、{team}は{part}の{work}を{business}営業日以内に終えます。',
  '{season}{team}が{work}を行い、結果を{record}に記録します。',
  '{part}については{record}に基づき、{work}の対象を{counts}項目に絞っています。',
  '対象となる{part}の件数が{counts}00を超えるときは、{work}を{times}回に分けます。',
  '{work}の記録は{record}で{years}年間保ち、{team}が照合します。',
  '{team}は{reason}を受けて、{part}と{part}の{work}を前倒しすることがあります。',
  'お客様が{part}を使わない契約では、{work}を省きます。',
  '{region}の拠点では{team}が{part}の{work}を受け持ち、{minutes}分以内に一次の判断をします。',
  '{record}の様式は{season}見直し、{reason}の有無にかかわらず{team}が承認します。',
] as const satisfies readonly [string, ...string[]]

/** Writes the paper of that name: the same for the same seed and name. */
export function writePaper(seed: string, name: InventedName): InventedPaper {
  const random = createRandom(`${seed} ${name.vendor} ${name.product}`)
  const count = random.between(SECTIONS.least, SECTIONS.most)
  const questions: { text: string; heading: string }[] = []
  const chapters: string[] = []
  const topics = random.pickSome(TOPICS, count)
  const total = Math.max(count, topics.length)
  for (let i = 0; i < total; i++) {
    const topic = topics[i]
    const heading = topic ? random.pick(topic.headings) : asideHeading(random)
    const number = `${Math.floor(i / 6) + 1}.${(i % 6) + 1}`
    chapters.push(...(i % 6 === 0 ? [`## ${Math.floor(i / 6) + 1}. ${chapterOf(i)}`] : []))
    chapters.push(`### ${number}. ${heading}`, writeBody(random, name, topic))
    questions.push(...(topic?.asked ?? []).map((text) => ({ text, heading })))
  }
  return {
    ...name,
    fileName: toFileName(name),
    text: [...cover(random, name), ...chapters, ''].join('\n\n'),
    questions,
  }
}

function cover(random: Random, { product, vendor }: InventedName): readonly string[] {
  const [title, year, month] = [random.pick(TITLES), random.between(2021, 2025), random.between(1, 12)]
  const version = `${random.between(1, 6)}.${random.between(0, 9)}`
  const day = `${year}-${String(month).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
  const front = ['---', `product: ${product}`, `vendor: ${vendor}`, `title: ${product} ${title}`]
  return [[...front, `version: "${version}"`, `date: ${day}`, '---'].join('\n'), `# ${product} ${title}`, vendor]
}

function chapterOf(section: number): string {
  return (
    [
      'サービスの概要',
      '技術的な対策',
      '運用の対策',
      '組織の対策',
      '人的な対策',
      '契約と法令',
      '品質',
      '連携',
      '設備',
      '付録',
    ][section / 6] ?? 'その他'
  )
}

function asideHeading(random: Random): string {
  return fill(
    random,
    random.pick([
      '{part}の{work}',
      '{work}の手順',
      '{part}の運用',
      '{team}の役割',
      '{record}の扱い',
      '{part}と{reason}',
    ]),
  )
}

function writeBody(random: Random, { product }: InventedName, topic: Topic | undefined): string {
  const said = topic ? random.pickSome(topic.sentences, random.between(1, topic.sentences.length)) : []
  const isLong = random.next() < LONG_SHARE
  const asides = Array.from({ length: isLong ? random.between(14, 18) : random.between(2, 7) }, () =>
    random.pick(ASIDES),
  )
  const sentences = [...said, ...asides].map((sentence) => fill(random, sentence))
  const opening = random.next() < 0.4 ? [`${product}では、次のとおりとします。`] : []
  const lines = random.next() < 0.3 ? sentences.map((sentence) => `- ${sentence}`).join('\n') : sentences.join('')
  return [...opening, lines].join('\n\n')
}

function fill(random: Random, template: string): string {
  return template
    .replace(/\[([^\]]*)\]/gu, (_, wordings: string) => {
      const [first = '', ...others] = wordings.split('|')
      return random.pick([first, ...others])
    })
    .replace(/\{(\w+)\}/gu, (_, name: string) => random.pick(valuesOf(name)))
}

function valuesOf(name: string): readonly [string, ...string[]] {
  const values = TOPIC_VALUES[name]
  if (!values) throw new RangeError(`No values for {${name}}.`)
  return values
}

function toFileName({ product, vendor }: InventedName): string {
  return `${`${vendor} ${product}`.replace(/[^\p{L}\p{N}]+/gu, '-')}.md`
}
