import type { GrayImage } from './gray-image.ts'

/** A word, or a few characters of a Japanese sentence, with its place in pixels. */
export interface RecognizedWord {
  readonly text: string
  readonly left: number
  readonly right: number
  /** 0 to 100. */
  readonly confidence: number
}

/** A line of text in a picture; places in pixels. */
export interface RecognizedLine {
  readonly words: readonly RecognizedWord[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** How the text of a picture stands: in columns side by side, or in lines one below the other. */
export type TextLayout = 'columns' | 'lines'

/** Reads the text of pictures. */
export interface Recognizer {
  /** Why it cannot be used here and what to install, `null` where it can. */
  findProblem(): Promise<string | null>
  /** The lines in reading order. Rejects where the time is over or the program fails. */
  recognize(image: GrayImage, layout: TextLayout): Promise<readonly RecognizedLine[]>
}
