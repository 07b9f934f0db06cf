/** The shells that complete command lines of fedrender. */
export type Shell = 'bash' | 'zsh' | 'fish'

/** Their names, for the command line. */
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish']

/** The script that a shell reads to complete command lines; it asks fedrender itself what the words may be. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  // bash splits words at ":" and "=", which names and options hold; what comes before the last of them is taken off.
  bash: `_fedrender() {
  local line=\${COMP_LINE:0:COMP_POINT} words candidate prefix
  read -r -a words <<<"$line"
  [[ $line == *' ' ]] && words+=('')
  prefix=\${words[\${#words[@]}-1]}
  prefix=\${prefix%"\${COMP_WORDS[COMP_CWORD]}"}
  [[ \${COMP_WORDS[COMP_CWORD]} == '=' ]] && prefix+='='
  COMPREPLY=()
  while IFS= read -r candidate; do
    COMPREPLY+=("\${candidate#"$prefix"}")
  done < <(fedrender complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _fedrender fedrender
`,
  zsh: `#compdef fedrender
_fedrender() {
  local -a candidates
  candidates=("\${(@f)$(fedrender complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n $candidates ]]; then
    compadd -Q -a candidates
  else
    _files
  fi
}
if [[ $funcstack[1] == _fedrender ]]; then
  _fedrender "$@"
else
  compdef _fedrender fedrender
fi
`,
  fish: `function __fedrender_complete
  set -l words (commandline -opc) (commandline -ct)
  fedrender complete -- $words[2..] 2>/dev/null
end
complete -c fedrender -a '(__fedrender_complete)'
`,
}
