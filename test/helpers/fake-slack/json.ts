/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list, or none where the value is something else. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text, or nothing where the value is something else. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Every object inside a value, itself included, outermost first, with the JSON pointer to it. */
export function* walkObjects(value: unknown, pointer = ''): Generator<{ object: JsonObject; pointer: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walkObjects(item, `${pointer}/${index}`)
  } else if (isObject(value)) {
    yield { object: value, pointer }
    for (const [key, item] of Object.entries(value)) yield* walkObjects(item, `${pointer}/${key}`)
  }
}
