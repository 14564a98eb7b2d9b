import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inventNames } from './names.ts'
import { type InventedPaper, writePaper } from './write-paper.ts'

const SEED = 'posture-bot'

/** Papers in folders: those that are there, and some that come later. */
export interface Invented {
  readonly known: readonly InventedPaper[]
  readonly folder: string
  readonly addedFolder: string
}

/** Writes as many papers, and `added` more into a folder of their own; the same for the same number. */
export async function writeInvented(dir: string, papers: number, added = 0): Promise<Invented> {
  const invented = inventNames(SEED, papers + added).map((name) => writePaper(SEED, name))
  const [folder, addedFolder] = [join(dir, 'papers'), join(dir, 'added')]
  await writePapers(folder, invented.slice(0, papers))
  await writePapers(addedFolder, invented.slice(papers))
  return { known: invented.slice(0, papers), folder, addedFolder }
}

async function writePapers(dir: string, papers: readonly InventedPaper[]): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const { fileName, text } of papers) await writeFile(join(dir, fileName), text)
}
