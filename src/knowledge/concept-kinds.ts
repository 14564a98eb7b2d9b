/** Concepts that shape an answer but say nothing about its topic. */
export const SHAPE_CONCEPTS: ReadonlySet<string> = new Set(['generic', 'compare', 'which', 'most', 'chapter', 'all'])

/** Concepts that are in every second sentence. */
export const VAGUE_CONCEPTS: ReadonlySet<string> = new Set([
  'data',
  'maximum',
  'minimum',
  'period',
  'when',
  'condition',
  'target',
  'method',
])

/** What can be said of many topics, and so is none by itself. */
export const ASPECT_CONCEPTS: ReadonlySet<string> = new Set([
  'retention',
  'period',
  'frequency',
  'generation',
  'storage',
  'deadline',
  'notice-period',
  'length',
  'version',
  'time-of-day',
  'method',
  'scope',
  'purpose',
])
