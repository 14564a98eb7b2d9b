/** The result of `work`, or `toError` where it takes longer; `work` itself goes on. */
export async function withinTime<T>(work: Promise<T>, timeoutMs: number, toError: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(toError()), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
