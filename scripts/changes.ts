import { parseArgs } from 'node:util'
import { compareFacts, compareSections, type EditionChanges } from '../src/knowledge/edition-changes.ts'
import { openEngine } from '../src/open-engine.ts'
import type { KnowledgeStore, StoredPaper } from '../src/store/knowledge-store.ts'
import { squash } from '../src/text/fold.ts'
import { toBuildOptions } from './ensure-index.ts'
import { nameOfEdition, toChangeLines } from './print-report.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run changes -- [PRODUCT ...] [--json]
  Prints what each indexed edition of a paper changed against the one before it, newest first.
  PRODUCT  names or ids of papers; all papers with more than one edition where none is given
  --json   one JSON document on standard output`

interface Change {
  readonly product: string
  readonly document: string
  readonly edition: string
  readonly before: string
  readonly changes: EditionChanges
}

await runCommand(async (context) => {
  const { values, positionals } = parseArgs({
    args: [...context.argv],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const { store, close } = await openEngine(toBuildOptions(context))
  try {
    const papers = (await store.listPapers()).filter((paper) => isNamed(paper, positionals))
    const changes = (await Promise.all(papers.map((paper) => changesOf(paper, store)))).flat()
    if (values.json) process.stdout.write(`${JSON.stringify(changes, null, 2)}\n`)
    else process.stdout.write(`${toText(changes, papers, positionals)}\n`)
    return papers.length === 0 && positionals.length > 0 ? 1 : 0
  } finally {
    await close()
  }
})

function isNamed({ id, product, aliases, variants }: StoredPaper, names: readonly string[]): boolean {
  const known = [id, product, ...aliases, ...variants].map(squash)
  return names.length === 0 || names.some((name) => known.includes(squash(name)))
}

async function changesOf(paper: StoredPaper, store: KnowledgeStore): Promise<Change[]> {
  const editions = [paper, ...paper.older]
  const changes: Change[] = []
  for (const [i, edition] of editions.entries()) {
    const before = editions[i + 1]
    if (!before) break
    const [newer, older] = [{ paperIds: [edition.id] }, { paperIds: [before.id] }]
    changes.push({
      product: edition.product,
      document: edition.title,
      edition: nameOfEdition(edition),
      before: nameOfEdition(before),
      changes: {
        facts: compareFacts(await store.findFacts(older), await store.findFacts(newer)),
        sections: compareSections(await store.listSections(before.id), await store.listSections(edition.id)),
      },
    })
  }
  return changes
}

function toText(changes: readonly Change[], papers: readonly StoredPaper[], names: readonly string[]): string {
  if (papers.length === 0)
    return names.length > 0 ? `No paper of ${names.join(', ')} is in the index.` : 'No paper is in the index.'
  if (changes.length === 0) return 'The index has one edition of each of these papers: nothing to compare.'
  return changes.flatMap(toLines).join('\n')
}

function toLines({ product, document, edition, before, changes }: Change): readonly string[] {
  const lines = toChangeLines(changes, Number.POSITIVE_INFINITY)
  return [
    `${product}  ${document}: ${edition}, before ${before}`,
    ...(lines.length > 0 ? lines : ['no change in facts or sections']).map((line) => `  ${line}`),
  ]
}
