import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'

/** The functions of PDFium under their own names. */
export type Pdfium = WrappedPdfiumModule

/** The memory of the library; another one after each growth. The package types it only beside Emscripten's own types. */
export function memoryOf(library: Pdfium): Uint8Array {
  return (library.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8
}

/** Loads the library; a second call gives one with a memory of its own. */
export async function loadPdfium(): Promise<Pdfium> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  const library = await init({ wasmBinary: new Uint8Array(wasm).buffer })
  library.PDFiumExt_Init()
  return library
}
