import { inspect, styleText } from 'node:util'

const levels: Record<number, { name: string; style: 'gray' | 'green' | 'yellow' | 'red' }> = {
  10: { name: 'trace', style: 'gray' },
  20: { name: 'debug', style: 'gray' },
  30: { name: 'info', style: 'green' },
  40: { name: 'warn', style: 'yellow' },
  50: { name: 'error', style: 'red' },
  60: { name: 'fatal', style: 'red' },
}

type LogLine = {
  level: number
  time: number
  msg?: string
  err?: { message?: string; stack?: string }
}

/** A line of the log for a person at a terminal: the time, the level, what is said, and the rest as `name=value`. */
export function renderLogLine(line: string, stream: NodeJS.WritableStream): string {
  const read = parse(line)
  if (!read) return line
  const { level, time, msg, err, pid: _, ...rest } = read as LogLine & Record<string, unknown>
  const { name, style } = levels[level] ?? { name: String(level), style: 'gray' }
  const paint = (what: typeof style, text: string) => styleText(what, text, { stream })
  const fields = Object.entries(rest).map(([key, value]) => paint('gray', `${key}=${show(value)}`))
  const fault = err?.stack ?? err?.message
  return [
    [paint('gray', clock(time)), paint(style, name.padEnd(5)), msg ?? '', ...fields].join(' '),
    ...(fault ? [fault.replace(/^/gm, '    ')] : []),
    '',
  ].join('\n')
}

function parse(line: string): object | null {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' ? read : null
  } catch {
    return null
  }
}

const show = (value: unknown) =>
  typeof value === 'string' && /^\S+$/.test(value)
    ? value
    : inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 6 })

/** Local time, as whoever sits at the terminal has it. */
function clock(time: number): string {
  const at = new Date(time)
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map(part => String(part).padStart(2, '0'))
    .join(':')
}
