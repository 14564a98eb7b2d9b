import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Chromium is there to print with; where it is not, the screen says which tests are left out. */
export const chromium = existsSync(CHROMIUM)
  ? CHROMIUM
  : skip('PDFs by Chromium', `${CHROMIUM} does not exist; set CHROMIUM_PATH`)

/** LibreOffice, to make Word files and PDFs with. */
export const soffice = answers('soffice', '--version')
  ? 'soffice'
  : skip('files by LibreOffice', 'install libreoffice-writer and fonts-noto-cjk')

/** Tesseract with its Japanese model. */
export const tesseract = answers('tesseract', '--list-langs', /^jpn$/mu)
  ? 'tesseract'
  : skip('text recognition', 'install tesseract-ocr and tesseract-ocr-jpn')

function answers(command: string, flag: string, expected = /./u): boolean {
  const { status, stdout } = spawnSync(command, [flag], { encoding: 'utf8', timeout: 60_000 })
  return status === 0 && expected.test(stdout)
}

function skip(what: string, why: string): null {
  console.warn(`Skipped: ${what}. ${why}.`)
  return null
}
