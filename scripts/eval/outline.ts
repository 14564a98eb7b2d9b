import type { Section } from '../../src/domain.ts'
import { fold } from '../../src/text/fold.ts'
import type { MapSection } from './question-set.ts'

/** How the outline of a paper differs from the sections that it should have. */
export interface OutlineDifference {
  readonly expected: number
  readonly found: number
  readonly missing: number
  readonly extra: number
  /** What differs, a line each; more than `missing` and `extra`: headings, levels, controls, where a body begins. */
  readonly problems: readonly string[]
}

/** Compares section by section; what the map does not tell of a section is not compared. */
export function compareOutline(expected: readonly MapSection[], found: readonly Section[]): OutlineDifference {
  const problems: string[] = []
  const open = [...found]
  let missing = 0
  for (const section of expected) {
    const index = open.findIndex((one) => isSame(section, one))
    const [match] = index < 0 ? [] : open.splice(index, 1)
    if (match === undefined) {
      missing++
      problems.push(`missing  ${section.short}  ${section.heading}`)
    } else problems.push(...compareSection(section, match))
  }
  for (const { number, heading, body } of open) {
    problems.push(`extra    ${number}  ${heading}  ${JSON.stringify(body.slice(0, 40))}`)
  }
  const order = found
    .filter((one) => !open.includes(one))
    .map((one) => expected.findIndex((section) => isSame(section, one)))
  if (order.some((place, i) => place < (order[i - 1] ?? 0))) {
    problems.push('order    sections are not in reading order')
  }
  return { expected: expected.length, found: found.length, missing, extra: open.length, problems }
}

function compareSection(section: MapSection, found: Section): string[] {
  const problems: string[] = []
  const isCover = section.kind === 'cover'
  const report = (what: string, wanted: string | number, got: string | number) =>
    problems.push(`${what.padEnd(8)} ${section.short}  ${wanted} != ${got}`)
  if (!isCover && fold(bare(found.heading)) !== fold(bare(section.heading)))
    report('heading', section.heading, found.heading)
  if (section.level !== undefined && section.level !== found.level) report('level', section.level, found.level)
  const controls = found.controls.join(' ')
  if (section.control !== undefined && (section.control ?? '') !== controls) {
    report('control', section.control ?? 'none', controls)
  }
  if (section.body_first30 !== undefined && !startsWith(found.body, section, section.body_first30)) {
    report('body', section.body_first30, bare(found.body).slice(0, 30))
  }
  return problems
}

/** A map takes the first line of a cover for its heading; in the outline it belongs to the body. */
function startsWith(body: string, section: MapSection, words: string): boolean {
  const plain = bare(body)
  const starts = section.kind === 'cover' ? [plain, plain.replace(toPrinted(section), '')] : [plain]
  return starts.some((start) => start.slice(0, 30) === words.slice(0, 30))
}

function isSame(expected: MapSection, found: Section): boolean {
  if (expected.kind === 'cover' && found.level === 0) return true
  const names = [expected.number, expected.short, ...expected.aliases].map((name) => fold(bare(name)))
  return names.includes(fold(bare(found.number === '' ? found.heading : found.number)))
}

/** The heading's line as the paper prints it, without mark-up, blanks and rules. */
export function toPrinted(section: MapSection): string {
  return bare(section.printed ?? section.heading).replace(/^#+/, '')
}

/** Text without blanks and rules. */
export function bare(text: string): string {
  return text.replace(/[\s─]+/gu, '')
}
