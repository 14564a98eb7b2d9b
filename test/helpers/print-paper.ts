import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium, soffice } from './programs.ts'

const run = promisify(execFile)

/**
 * Prints a page as Chromium does from its menu: with date and title above and an address and page numbers below, if they
 * are not left out.
 */
export function printPdf(html: string, { isBare = false } = {}): Promise<Uint8Array> {
  return inFolder(async (dir) => {
    if (chromium === null) throw new Error('there is no Chromium')
    const [page, pdf] = [join(dir, 'page.html'), join(dir, 'page.pdf')]
    await writeFile(page, html)
    const profile = `--user-data-dir=${join(dir, 'profile')}`
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', profile, `--print-to-pdf=${pdf}`]
    if (isBare) flags.push('--no-pdf-header-footer')
    await run(chromium, [...flags, pathToFileURL(page).href], { timeout: 60_000 })
    return readFile(pdf)
  })
}

/** A paper by LibreOffice: as a Word file, and as the PDF that it makes of that. */
export function writePaper(html: string): Promise<{ readonly docx: Uint8Array; readonly pdf: Uint8Array }> {
  return inFolder(async (dir) => {
    const convert = (file: string, to: string, ...filters: readonly string[]) => {
      const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'profile')).href}`
      const args = [profile, '--headless', ...filters, '--convert-to', to, '--outdir', dir, join(dir, file)]
      if (soffice === null) throw new Error('there is no LibreOffice')
      return run(soffice, args, { timeout: 90_000 })
    }
    await writeFile(join(dir, 'paper.html'), html)
    await convert('paper.html', 'docx:MS Word 2007 XML', '--infilter=HTML (StarWriter)')
    await convert('paper.docx', 'pdf')
    return { docx: await readFile(join(dir, 'paper.docx')), pdf: await readFile(join(dir, 'paper.pdf')) }
  })
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'print-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}
