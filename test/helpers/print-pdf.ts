import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Chromium is there to print with; where it is not, the screen says which tests are left out. */
export const canPrint = existsSync(CHROMIUM)
if (!canPrint) console.warn(`Skipped: PDFs by Chromium. ${CHROMIUM} does not exist; set CHROMIUM_PATH.`)

/** Prints a page as Chromium does from its menu: with a title above and an address and page numbers below. */
export async function printPdf(html: string): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), 'print-'))
  try {
    const [page, pdf] = [join(dir, 'page.html'), join(dir, 'page.pdf')]
    await writeFile(page, html)
    const profile = `--user-data-dir=${join(dir, 'profile')}`
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', profile, `--print-to-pdf=${pdf}`]
    await promisify(execFile)(CHROMIUM, [...flags, pathToFileURL(page).href], { timeout: 60_000 })
    return await readFile(pdf)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}
