"""The topics that `unodc help` explains beside the commands."""

from collections.abc import Mapping
from typing import Final

from unodc_cli.report.help import Part, Verbatim

FORMATS: Final = {
    "table": "drawn for people; it may change from release to release",
    "json": "one document; --json is short for it",
    "ndjson, jsonl": "one document a line",
    "csv": "rows with commas, and a header",
    "tsv": "the same with tabs",
    "markdown, md": "a table, for whole projects a document, for the time line a chart (Mermaid)",
    "svg": "a picture of the terminal",
}
EXIT_CODES: Final = {
    "0": "answered, also when nothing was found",
    "1": "it could not be done: a project that does not exist, a data file or configuration with mistakes",
    "2": "it was asked wrongly: an unknown option, theme, partner, field …",
    "130": "stopped by Ctrl-C",
}
VARIABLES: Final = {
    "UNODC_DATA": "data files or folders to read instead of the bundled portfolio",
    "UNODC_CONFIG": "the configuration file (otherwise that in the user's own folder)",
    "UNODC_CACHE": "the folder for compiled catalogues (otherwise the user's cache folder)",
    "UNODC_PAGER, PAGER": "the command that --pager starts (otherwise less)",
    "UNODC_ASCII": "draw with ASCII only",
    "NO_COLOR": "no colours",
    "FORCE_COLOR, CLICOLOR_FORCE": "colours off a terminal too",
    "TERM, COLUMNS": "as everywhere: dumb has no colours; the width",
    "UNODC_DEBUG": "show where in the tool a defect is",
}
SETTINGS: Final = {
    "data": "the file or folder to read, or a list of them; relative to the configuration file",
    "format": "a format, on terminals only: what a pipe or a file gets stays the same",
    "color": "auto, always or never",
    "pager": "the command that --pager starts",
}
TOPICS: Final[Mapping[str, tuple[Part, ...]]] = {
    "formats": (
        "--format chooses the form of an answer, and always wins:",
        FORMATS,
        (
            "Without it, an answer is drawn on a terminal. In a pipe or a file it is rows with tabs, "
            "which scripts can rely on, or a page (show). It is never JSON unless you say so."
        ),
        (
            "For csv and tsv: --no-header, --bom (a byte order mark, for Excel), and --raw, which "
            "leaves out the ' before what a spreadsheet would run. --count gives only the number of "
            "rows. On a terminal: --pager, --color always or never. docs/json.md is the contract."
        ),
    ),
    "exit-codes": (
        EXIT_CODES,
        (
            "check exits with 1 if it finds errors, with --strict for warnings too. Elsewhere, "
            "--strict means: 1 if a file could not be read in full. diff --exit-code exits with 1 if "
            "there is a difference."
        ),
        "Whoever reads the answer may stop early (| head): that changes nothing.",
    ),
    "environment": (
        VARIABLES,
        (
            "What is typed wins over the environment, that over the configuration, that over the "
            "default. An empty variable is none. unodc config says what holds."
        ),
    ),
    "configuration": (
        "A small file in TOML, which you write: unodc config --path says where. There may be in it:",
        SETTINGS,
        Verbatim(('data = "~/portfolios/mine.toml"', 'color = "never"')),
        (
            "What is typed wins over the environment, that over this file, that over the default. "
            "unodc config says what holds, and where it comes from."
        ),
    ),
    "names": (
        "A name may be typed in any case and without accents. These find a thing:",
        {
            "its id": "safe-seas-africa",
            "its acronym": "INTERPOL",
            "other names": "'Mogadishu Maritime Law Enforcement Unit'; a phase, 'AIRCOP VI'",
            "a code": "ke, for a country",
            "a beginning": "kaz, if only one thing begins so",
        },
        (
            "Two candidates are an error that names both; none, one with the nearest. unodc list, "
            "themes, partners, countries, regions and programmes list what there is. Repeating an "
            "option means or; different ones mean and."
        ),
    ),
    "search": (
        "All words are wanted, in any order, case and form, with or without accents:",
        {
            "cocaine route": "both words, anywhere in the texts of a project",
            '"cocaine route"': "the words one after the other",
            "cocaine OR heroin": "either",
            "trafficking -wildlife": "the first, without the second (or: NOT wildlife)",
            "smuggl*": "what begins so",
        },
        "The name of a theme finds what has it, but excludes nothing: it is no text of the project's own.",
        "A shell takes quotes away, so the whole goes into others:",
        Verbatim(("unodc search '\"cocaine route\"'",)),
        "--text of other commands takes the same.",
    ),
}
