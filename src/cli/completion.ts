import { ConfigError } from '../config/config-error.ts'

export const shells = ['bash', 'zsh', 'fish'] as const

/** What each shell is told: it asks `carbonwire complete` for the words, and takes files where that knows none. */
const scripts: Record<(typeof shells)[number], string> = {
  bash: `# bash: carbonwire completion bash > /etc/bash_completion.d/carbonwire, or: source <(carbonwire completion bash)
_carbonwire() {
  local line found
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\t'*}")
  done < <(carbonwire complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _carbonwire carbonwire
`,
  zsh: `#compdef carbonwire
# zsh: carbonwire completion zsh > a folder of $fpath, as _carbonwire; or: source <(carbonwire completion zsh)
_carbonwire() {
  local line
  local -a found
  for line in "\${(@f)$(carbonwire complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\t'*}//:/\\\\:}:\${line#*$'\t'}")
  done
  if (( $#found )); then _describe carbonwire found; else _files; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _carbonwire "$@"; else compdef _carbonwire carbonwire; fi
`,
  fish: `# fish: carbonwire completion fish > ~/.config/fish/completions/carbonwire.fish
function __carbonwire_words
  set -l found (carbonwire complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if set -q found[1]
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c carbonwire -f -a '(__carbonwire_words)'
`,
}

/** The completion of a shell, to be read by it at its start. */
export function renderCompletion(shell: string): string {
  if (!Object.hasOwn(scripts, shell))
    throw new ConfigError(`completion ${shell}: expected one of ${shells.join(', ')}`)
  return scripts[shell as keyof typeof scripts]
}
