/**
 * `host:port/name` of an address, without user and password. What is no plain name is not shown: it may be a piece of a
 * password whose signs were not written as `%40`.
 */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const shown = (name: string) => (/^[\w.:[\]-]*$/u.test(name) ? name : '…')
  const host = hostname || searchParams.get('host') || 'localhost'
  return `${shown(host)}:${port || 5432}/${shown(pathname.slice(1))}`
}
