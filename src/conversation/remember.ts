/** Adds to a set that may not grow without end: above `max` the oldest entry is forgotten. */
export function remember(entries: Set<string>, entry: string, max: number): void {
  entries.add(entry)
  const [oldest] = entries
  if (entries.size > max && oldest !== undefined) entries.delete(oldest)
}
