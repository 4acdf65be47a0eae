"""The topics that `unodc help` explains beside the commands."""

from collections.abc import Mapping
from typing import Final

from unodc_cli.cli import money_options
from unodc_cli.cli.options import DATA, FILTER, FILTERS, FORMAT, MONEY, OUTPUT, SUMS, Option
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.report.help import Part, Verbatim

FORMATS: Final = {
    "table": "drawn for people; it may change from release to release",
    "json": "one document; --json is short for it",
    "ndjson, jsonl": "one document on each line",
    "csv": "comma-separated rows, with a header",
    "tsv": "tab-separated rows, with a header",
    "markdown, md": "a table; for show a document, for timeline a chart (Mermaid)",
    "svg": "a picture of the terminal",
    "xlsx": "an Excel workbook: numbers as numbers, dates as dates (needs the extra xlsx)",
    "sarif": "findings for code hosts (only `unodc check`)",
    "geojson": "places with a point, for maps (only `unodc locations`)",
    "html, htm": "a page for a browser, in one file that can be mailed; see unodc page",
}
EXIT_CODES: Final = {
    "0": "answered, also if nothing was found",
    "1": "failed: a project that does not exist, a data file or configuration with mistakes",
    "2": "wrong command line: an unknown option, theme, partner, field …",
    "130": "stopped by Ctrl-C",
}
VARIABLES: Final = {
    "UNODC_DATA": "data files or folders to read instead of the bundled portfolio",
    "UNODC_CONFIG": "the configuration file (default: in the user's folder)",
    "UNODC_CACHE": "the folder for compiled catalogues (default: in the user's cache folder)",
    "UNODC_PAGER, PAGER": "the command that --pager starts (default: less)",
    "UNODC_ASCII": "draw with ASCII only",
    "NO_COLOR": "no colours",
    "FORCE_COLOR, CLICOLOR_FORCE": "colours off a terminal too",
    "TERM, COLUMNS": "the terminal (dumb has no colours) and its width",
    "UNODC_DEBUG": "show where an internal error happened",
}
SETTINGS: Final = {
    "data": "a file or folder to read, or a list of them; relative to the configuration file",
    "format": "a format, for terminals only: pipes and files are not affected",
    "color": "auto, always or never",
    "pager": "the command that --pager starts",
}


def explained(panel: str) -> dict[str, str]:
    """Return the shared options of a panel with their explanations."""
    declarations = [parameter.declared for parameter in (*FILTERS.values(), *OUTPUT.values())]
    return {
        option.usage: option.help or ""
        for option in declarations
        if isinstance(option, Option) and option.panel == panel and not option.hidden
    }


_OF_PROJECTS: Final = [
    name for name, each in DIMENSIONS.items() if each.groups_projects and name not in GROUPING
]
_OF_MONEY: Final = [name for name, each in DIMENSIONS.items() if not each.groups_projects]

# The topic that explains each panel of shared options.
PANELS: Final = {FILTER: "filters", MONEY: "money", SUMS: "sums", FORMAT: "formats", DATA: "data"}
TOPICS: Final[Mapping[str, tuple[Part, ...]]] = {
    "filters": (
        "The commands that list or count projects take these filters:",
        explained(FILTER),
        (
            "Repeating an option means or; different options mean and. Names: `unodc help names`. Dates: "
            "2021, 2021-06, 2021-06-01, today, +6m, -1y, +30d. Spans: 2021-2023, 2014.., ..2027, today..+6m. "
            "--starts-since 2014 is --starts 2014.., and --ends-by 2027 is --ends ..2027."
        ),
    ),
    "money": (
        "The commands for money take these options:",
        {option.usage: option.help or "" for option in money_options.ALL},
        (
            "In `money`, --from and --to select money, not projects, by date. Kinds, hierarchy levels and "
            "currencies are never added up."
        ),
    ),
    "sums": (
        f"`unodc by` counts projects by {', '.join(_OF_PROJECTS)}.",
        (
            "With these options, or those of `unodc help money`, it adds up money, also by "
            f"{', '.join(_OF_MONEY)}:"
        ),
        {option.usage: option.help or "" for option in money_options.OF_SUMS},
        "Each kind, hierarchy level and currency has a total of its own. docs/money.md has the rules.",
    ),
    "formats": (
        FORMATS,
        (
            "Without --format, an answer is drawn on a terminal. In a pipe or a file it is tsv, which "
            "scripts can rely on, or a page (show). tsv, svg and markdown have the columns of the table "
            "(markdown: titles for names); csv and xlsx have one for each field of a project. json has each "
            "project as a whole: not the name, period and sum of a table, but title, start, end, all sums. "
            "See docs/json.md."
        ),
        explained(FORMAT),
    ),
    "data": (
        "Data files are TOML portfolios or IATI files (.xml, .xml.gz, .xml.xz), one or many:",
        explained(DATA),
        (
            "A folder stands for the data files in it, - for standard input, bundled for the bundled "
            "portfolio. `unodc init mine.toml` writes a small TOML file to begin with, `unodc check "
            "mine.toml` shows its mistakes. docs/data-format.md and docs/iati.md describe the formats."
        ),
    ),
    "exit-codes": (
        EXIT_CODES,
        (
            "check exits with 1 if it finds errors, and with --strict also if it finds warnings. For other "
            "commands, --strict means 1 if a file could not be read in full. diff --exit-code exits with 1 "
            "if there is a difference."
        ),
        "A reader that stops early (| head) changes nothing.",
    ),
    "environment": (
        VARIABLES,
        (
            "The command line wins over the environment, the environment over the configuration file, the "
            "file over the default. An empty variable is ignored. `unodc config` shows the values in force."
        ),
    ),
    "configuration": (
        "A small TOML file that you may write. `unodc config --path` prints its path. The settings:",
        SETTINGS,
        Verbatim(('data = "~/portfolios/mine.toml"', 'color = "never"')),
        (
            "The command line wins over the environment, the environment over this file, the file over the "
            "default. `unodc config` shows the values in force, and their sources."
        ),
    ),
    "names": (
        "Names are found in any case and without accents. A thing is found by:",
        {
            "its id": "safe-seas-africa",
            "its acronym": "INTERPOL",
            "other names": "'Mogadishu Maritime Law Enforcement Unit'; a phase, 'AIRCOP VI'",
            "a code": "ke, for a country",
            "a beginning": "kaz, if only one name begins with it",
        },
        (
            "If a name fits several things, the error names them; if it fits none, the nearest. "
            "unodc list, themes, partners, countries, regions and programmes list all names."
        ),
    ),
    "search": (
        "A project matches if it has all the words, in any order, case and form, with or without accents:",
        {
            "cocaine route": "both words, anywhere in the texts of a project",
            '"cocaine route"': "the words one after the other",
            "cocaine OR heroin": "either",
            "trafficking -wildlife": "the first, without the second (or: NOT wildlife)",
            "smuggl*": "words that begin with this",
        },
        "The name of a theme finds its projects. As an excluded word it excludes nothing.",
        "The shell removes quotes, so put the whole query into others:",
        Verbatim(("unodc search '\"cocaine route\"'",)),
        "--text of the other commands takes the same words.",
    ),
}
