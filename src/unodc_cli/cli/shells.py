"""Completion in bash, zsh and fish: the scripts that the shells load, and the answers to them.

A script calls the tool with the command line up to the cursor. The first line of the answer is `files` if the
shell should add file names, else `words`; each further line is a candidate, for zsh and fish with a tab and a
description. zsh and fish quote candidates themselves, for bash they are quoted here.
"""

import os
import re
from pathlib import Path
from typing import Final, NamedTuple

from unodc_cli.cli.completion import Candidate, complete
from unodc_cli.errors import OutputError, UsageError
from unodc_cli.views import delivery

# The variable that asks for candidates: its value is the shell.
VARIABLE: Final = "_UNODC_COMPLETE"
_LINE, _BREAKS = "_UNODC_LINE", "_UNODC_BREAKS"

_BASH: Final = """\
_unodc() {
    local line mode=
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$mode" ]; then mode=$line; else COMPREPLY+=("$line"); fi
    done < <(_UNODC_COMPLETE=bash _UNODC_LINE="${COMP_LINE:0:$COMP_POINT}" _UNODC_BREAKS="$COMP_WORDBREAKS" \\
        "$1" 2>/dev/null)
    [ "$mode" = files ] || compopt +o default 2>/dev/null
}
complete -o default -F _unodc unodc
"""
_ZSH: Final = """\
#compdef unodc
_unodc() {
    local -a lines values descriptions
    local line
    lines=("${(@f)$(_UNODC_COMPLETE=zsh _UNODC_LINE="${words[1,CURRENT-1]} $QIPREFIX$PREFIX" \\
        $words[1] 2>/dev/null)}")
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\\t'*}")
        descriptions+=("${line/$'\\t'/  -- }")
    done
    if (( $#values )); then
        compadd -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -l -d descriptions -a -- values ||
            compadd -U -l -d descriptions -a -- values
    fi
    [[ $lines[1] == files ]] && _files
}
if [[ $funcstack[1] == _unodc ]]; then _unodc "$@"; else compdef _unodc unodc; fi
"""
_FISH: Final = """\
function __unodc_complete
    set -l lines (env _UNODC_COMPLETE=fish _UNODC_LINE=(commandline -cp | string collect) unodc 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    end
    if set -q lines[2]
        printf '%s\\n' $lines[2..-1]
    end
end
complete -c unodc -f -a '(__unodc_complete)'
"""
SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


class Word(NamedTuple):
    """The word at the cursor: its value, and its end as the shell sees it."""

    value: str
    # The open quote that the cursor is in, or empty.
    quote: str
    # The part of the value before the last word break of bash, which bash does not replace.
    kept: str


def print_candidates(shell: str) -> None:
    """Print the candidates for the command line in the environment."""
    words, current = split(os.environ.get(_LINE, ""), os.environ.get(_BREAKS, ""))
    answer = complete(words[1:], current.value)
    lines = ["files" if answer.files else "words"]
    lines += [
        _bash_line(word, current) if shell == "bash" else _line(word)
        for word in answer.words
        if _is_safe(word, shell, current)
    ]
    delivery.write_text(f"{line}\n" for line in lines)


def split(line: str, breaks: str = "") -> tuple[list[str], Word]:
    """Split the beginning of a command line as a shell does: the words before the cursor, and that at it."""
    words: list[str] = []
    value, quote, kept = "", "", ""
    is_word = False
    characters = iter(line)
    for character in characters:
        if quote:
            if character == quote:
                quote = ""
            elif character == "\\" and quote == '"' and (escaped := next(characters, "")):
                value += escaped if escaped in '"\\$`' else character + escaped
            else:
                value += character
        elif character in "'\"":
            quote, is_word, kept = character, True, value
        elif character.isspace():
            if is_word:
                words.append(value)
            value, kept, is_word = "", "", False
        else:
            value += next(characters, "") if character == "\\" else character
            is_word = True
            if character in breaks:
                kept = value
    return words, Word(value, quote, kept)


def _is_safe(word: Candidate, shell: str, current: Word) -> bool:
    """Return whether a shell can insert the text: no control characters; in bash, it fits the open quote."""
    if not word.text.isprintable():
        return False
    if shell != "bash":
        return True
    unquotable = {"'": "'", '"': "!"}.get(current.quote, "")
    begins_as_typed = word.text[: len(current.kept)].casefold() == current.kept.casefold()
    return begins_as_typed and not (unquotable and unquotable in word.text)


def _bash_line(word: Candidate, current: Word) -> str:
    """Return what bash inserts for the part of the word that it replaces."""
    text = word.text[len(current.kept) :]
    match current.quote:
        case "'":
            return text
        case '"':
            return re.sub(r'([\\"$`])', r"\\\1", text)
        case _:
            return re.sub(r"([^\w.,:/@%+=-])", r"\\\1", text)


def _line(word: Candidate) -> str:
    description = " ".join(word.description.split())
    return f"{word.text}\t{description}" if description and description.isprintable() else word.text


def current_shell() -> str:
    """Return the name of the shell that started the tool, as far as it can be known."""
    try:
        name = Path(f"/proc/{os.getppid()}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        name = ""
    return name if name in SCRIPTS else Path(os.environ.get("SHELL", "")).name


def print_script(shell: str) -> None:
    """Print the completion script of a shell."""
    delivery.write_text([_script(shell)])


def install(shell: str) -> None:
    """Write the completion script of a shell to the user's folder, and have the shell load it."""
    home = Path.home()
    match shell:
        case "bash":
            file = home / ".bash_completions" / "unodc.sh"
            startup = [(home / ".bashrc", f"source '{file}'")]
        case "zsh":
            file = home / ".zfunc" / "_unodc"
            startup = [(home / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit")]
        case _:
            configuration = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
            file = configuration / "fish" / "completions" / "unodc.fish"
            startup = []
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_script(shell), encoding="utf-8")
        for path, line in startup:
            _append_line(path, line)
    except OSError as error:
        raise OutputError(str(error.filename or file), error.strerror or str(error)) from error
    delivery.write_text([f"completion for {shell} is in {file}; it works in new terminals\n"])


def _script(shell: str) -> str:
    if shell not in SCRIPTS:
        msg = f"there is no completion for the shell '{shell}'"
        raise UsageError(msg, f"name one of {', '.join(SCRIPTS)}: unodc --show-completion bash")
    return SCRIPTS[shell]


def _append_line(path: Path, line: str) -> None:
    text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    if line not in text.splitlines():
        separator = "" if not text or text.endswith("\n") else "\n"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{separator}{line}\n")
