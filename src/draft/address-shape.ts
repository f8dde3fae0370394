/** What the addresses of one site's articles have in common: their path with its numbers, dates and words left open. */
export function addressShape(address: string): string {
  const { pathname, search } = new URL(address)
  const segments = pathname.split('/').map(segment => shapeOf(segment))
  const keys = [...new URLSearchParams(search).keys()].sort().join('&')
  return segments.join('/') + (keys && `?${keys}`)
}

function shapeOf(segment: string): string {
  const dot = /\.[a-z]{2,5}$/i.exec(segment)?.[0] ?? ''
  const stem = segment.slice(0, segment.length - dot.length)
  const open = stem.replace(/%[0-9a-f]{2}/gi, 'x')
  if (/\d/.test(open) && !/[a-z]{3,}-[a-z]{2,}/i.test(open))
    return open.replace(/\d+/g, '#').replace(/[a-f#]{12,}/gi, '#') + dot
  return /-.*-|[a-z]+-[a-z0-9]+|x{3,}|.{25,}/i.test(open) ? `*${dot}` : stem + dot
}
