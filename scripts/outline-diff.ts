/**
 * Compares the outline of every paper with a map of the sections that it should have:
 *   npx tsx scripts/outline-diff.ts [PAPERS_DIR] [SECTION_MAP_JSON]
 * Prints what is missing, what is extra and where a body begins differently; exit code 1 if there is any difference.
 */
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { Section } from '../src/domain.ts'
import { buildOutline } from '../src/ingest/outline/build-outline.ts'
import { readDocument, SUPPORTED_EXTENSIONS } from '../src/ingest/readers/read-document.ts'

const expectedSection = z.object({
  number: z.string(),
  heading: z.string(),
  level: z.number(),
  kind: z.string(),
  control: z.string().nullish(),
  short: z.string(),
  aliases: z.array(z.string()),
  printed: z.string().optional(),
  body_first30: z.string(),
})
const sectionMap = z.object({
  documents: z.array(z.object({ product: z.string(), sections: z.array(expectedSection) })),
})
type ExpectedSection = z.infer<typeof expectedSection>

/** The map names files by other names than the folder may use: a document is found by its headings. */
function findDocument(documents: z.infer<typeof sectionMap>['documents'], text: string) {
  const plain = bare(text)
  const share = (sections: readonly ExpectedSection[]): number =>
    sections.filter((section) => plain.includes(toPrinted(section))).length / sections.length
  return [...documents].sort((a, b) => share(b.sections) - share(a.sections))[0]
}

function compare(expected: readonly ExpectedSection[], found: readonly Section[]): readonly string[] {
  const problems: string[] = []
  const open = [...found]
  for (const section of expected) {
    const index = open.findIndex((one) => isSame(section, one))
    const [match] = index < 0 ? [] : open.splice(index, 1)
    if (match === undefined) problems.push(`missing  ${section.short}  ${section.heading}`)
    else problems.push(...compareOne(section, match))
  }
  problems.push(
    ...open.map((one) => `extra    ${one.number}  ${one.heading}  ${JSON.stringify(one.body.slice(0, 40))}`),
  )
  const order = found
    .filter((one) => !open.includes(one))
    .map((one) => expected.findIndex((section) => isSame(section, one)))
  if (order.some((value, i) => i > 0 && value < (order[i - 1] ?? 0)))
    problems.push('order    sections are not in reading order')
  return problems
}

function compareOne(section: ExpectedSection, found: Section): readonly string[] {
  const problems: string[] = []
  const cover = section.kind === 'cover'
  if (!cover && bare(found.heading) !== bare(section.heading)) {
    problems.push(`heading  ${section.short}  ${section.heading} != ${found.heading}`)
  }
  if (found.level !== section.level) problems.push(`level    ${section.short}  ${section.level} != ${found.level}`)
  const control = section.control ?? ''
  if (control !== found.controls.join(' ')) problems.push(`control  ${section.short}  ${control} != ${found.controls}`)
  const body = bare(found.body)
  // The map takes the first line of a cover for its heading; here it belongs to the body.
  const starts = [body, ...(cover ? [body.replace(toPrinted(section), '')] : [])]
  if (!starts.some((one) => one.slice(0, 30) === section.body_first30.slice(0, 30))) {
    problems.push(`body     ${section.short}  ${section.body_first30} != ${body.slice(0, 30)}`)
  }
  return problems
}

function isSame(expected: ExpectedSection, found: Section): boolean {
  const names = [expected.number, expected.short, ...expected.aliases].map(bare)
  return names.includes(bare(found.number === '' ? found.heading : found.number))
}

/** The heading's line as the paper prints it, without the mark-up that the reader takes off. */
function toPrinted(section: ExpectedSection): string {
  return bare(section.printed ?? section.heading).replace(/^#+/, '')
}

function bare(text: string): string {
  return text.replace(/[\s─]+/g, '')
}

async function main(papers: string, mapPath: string): Promise<number> {
  const { documents } = sectionMap.parse(JSON.parse(await readFile(mapPath, 'utf8')))
  let differences = 0
  for (const name of (await readdir(papers)).sort()) {
    if (!SUPPORTED_EXTENSIONS.includes(extname(name).toLowerCase())) continue
    const document = await readDocument(join(papers, name))
    const expected = findDocument(documents, document.lines.map((line) => line.text).join('\n'))
    const { sections, warnings } = buildOutline(document)
    const problems = compare(expected?.sections ?? [], sections)
    differences += problems.length
    console.log(
      `${name}: expected ${expected?.sections.length ?? 0}, found ${sections.length}, differences ${problems.length}`,
    )
    for (const line of [...problems, ...warnings.map((warning) => `warning  ${warning}`)]) console.log(`  ${line}`)
  }
  return differences === 0 ? 0 : 1
}

const [papers, map] = process.argv.slice(2)
if (papers === undefined || map === undefined) {
  console.error('Usage: npx tsx scripts/outline-diff.ts PAPERS_DIR SECTION_MAP_JSON')
  process.exitCode = 2
} else {
  process.exitCode = await main(papers, map)
}
