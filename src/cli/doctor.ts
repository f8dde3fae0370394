import { readSettings } from '../config/read-settings.ts'
import { examine, type Finding } from './doctor-findings.ts'
import { padTo } from './fit.ts'
import { paint } from './paint.ts'
import { renderLine } from './table.ts'
import { inLanguage } from './words/say.ts'

type DoctorOptions = { json?: boolean; data?: string; offline?: boolean }

const marks = { ok: ' ', note: '·', bad: '!' } as const
const styles = { ok: 'good', note: 'warn', bad: 'bad' } as const

/** `carbonwire doctor`: what an operator would be asked first. It ends with 1 where something is out of order. */
export async function doctor({ json, data, offline = false }: DoctorOptions): Promise<void> {
  const env = data === undefined ? process.env : { ...process.env, DATA_DIR: data }
  const found = await examine(readSettings(env), { offline })
  console.log(json ? JSON.stringify(found, null, 2) : renderFindings(found))
  if (found.some(({ state }) => state === 'bad')) process.exitCode = 1
}

export const renderFindings = (found: Finding[]) =>
  found
    .map(({ name, state, says }) =>
      renderLine(
        `${paint(styles[state], marks[state])} ${padTo(inLanguage(name), 10)}${inLanguage(says)}`,
        12,
      ),
    )
    .join('\n')
