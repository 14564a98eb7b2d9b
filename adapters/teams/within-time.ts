/** Gives up waiting after so long; what was waited for goes on by itself. @throws what `toError` makes, when it is late */
export async function withinTime<T>(work: Promise<T>, timeoutMs: number, toError: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(toError()), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
