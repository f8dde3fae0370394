import { ConfigError } from '../config/config-error.ts'
import { nearestWord } from '../config/nearest-word.ts'

/** Nobody bears this name; perhaps one of these was meant. */
export function noSuchSource(id: string, known: string[]): ConfigError {
  const meant = nearestWord(id, known)
  return new ConfigError(
    `there is no source "${id}"${meant ? `, did you mean ${meant}?` : ': "carbonwire sources" lists them'}`,
  )
}
