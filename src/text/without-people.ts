/** A text without mentions and addresses of people: who asks what is no business of a provider of models. */
export function withoutPeople(text: string): string {
  return text
    .replace(/<[@#!][^>]*>|<at\b[^>]*>.*?<\/at>/giu, ' ')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@[\w.-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
