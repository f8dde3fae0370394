import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Preset, presetSchema } from '../model/preset.ts'
import type { Source } from '../model/source.ts'
import type { ConfigProblem } from './config-error.ts'
import { readDocument } from './read-document.ts'

/** The presets of this directory; without it there are none. A bad file gives a problem, and the others are loaded. */
export async function readPresets(dir: string, problems: ConfigProblem[]): Promise<Preset[]> {
  const names = (await readdir(dir).catch(() => []))
    .filter(name => /^[^.].*\.ya?ml$/.test(name))
    .sort()
  const presets: Preset[] = []
  for (const name of names) {
    const document = await readDocument(join(dir, name), presetSchema)
    if ('problem' in document) problems.push(document.problem)
    else if (name !== `${document.value.id}.yaml`)
      problems.push(
        document.problemAt(
          ['id'],
          `id is "${document.value.id}", expected "${name.replace(/\.ya?ml$/, '')}" as the file is named`,
        ),
      )
    else presets.push(document.value)
  }
  return presets
}

/** A source with what its preset adds: the source's own rules come first, field by field; lists are joined. */
export function applyPreset(source: Source, presets: Preset[]): Source {
  const preset = presets.find(({ id }) => id === source.preset)
  if (!preset) return source
  const { article, exclude } = preset.source
  const remove = [...(article?.remove ?? []), ...(source.article?.remove ?? [])]
  const rules = { ...article, ...source.article, ...(remove.length > 0 && { remove }) }
  return {
    ...source,
    ...(Object.keys(rules).length > 0 && { article: rules }),
    exclude: [...source.exclude, ...(exclude ?? [])],
  }
}
