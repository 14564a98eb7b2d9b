/**
 * Compares the outline of every paper with a map of the sections that it should have:
 *   npx tsx scripts/outline-diff.ts [PAPERS_DIR] [SECTION_MAP_JSON]
 * Prints what is missing, what is extra and where a body begins differently; exit code 1 if there is any difference.
 */
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { buildOutline } from '../src/ingest/outline/build-outline.ts'
import { SUPPORTED_EXTENSIONS } from '../src/ingest/readers/detect-reader.ts'
import { readDocument } from '../src/ingest/readers/read-document.ts'
import { bare, compareOutline, toPrinted } from './eval/outline.ts'
import { loadSectionMap, type MapDocument } from './eval/question-set.ts'

/** The map names files by other names than the folder may use: a document is found by its headings. */
function findDocument(documents: readonly MapDocument[], text: string): MapDocument | undefined {
  const plain = bare(text)
  const share = ({ sections }: MapDocument): number =>
    sections.filter((section) => plain.includes(toPrinted(section))).length / sections.length
  return [...documents].sort((a, b) => share(b) - share(a))[0]
}

async function main(papers: string, mapPath: string): Promise<number> {
  const documents = loadSectionMap(mapPath)
  let differences = 0
  for (const name of (await readdir(papers)).sort()) {
    if (!SUPPORTED_EXTENSIONS.includes(extname(name).toLowerCase())) continue
    const document = await readDocument(join(papers, name))
    const expected = findDocument(documents, document.lines.map((line) => line.text).join('\n'))
    const { sections, warnings } = buildOutline(document)
    const { problems } = compareOutline(expected?.sections ?? [], sections)
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
