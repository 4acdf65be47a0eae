"""The table of commands: the module and function of each."""

from collections.abc import Iterable, Iterator
from typing import Final

from unodc_cli.cli.options import Command

# In the order of the help. A module is imported only for its own commands: building the options of all
# commands costs more than most answers.
COMMANDS: Final = {
    "list": ("projects", "list_"),
    "show": ("projects", "show"),
    "search": ("search", "search"),
    "by": ("groups", "by"),
    "by-theme": ("groups", "by_theme"),
    "by-partner": ("groups", "by_partner"),
    "by-country": ("groups", "by_country"),
    "by-programme": ("groups", "by_programme"),
    "money": ("money", "money"),
    "tree": ("tree", "tree"),
    "budgets": ("details", "budgets"),
    "results": ("details", "results"),
    "documents": ("details", "documents"),
    "locations": ("details", "locations"),
    "timeline": ("projects", "timeline"),
    "page": ("page", "page"),
    "sources": ("sources", "sources"),
    "diff": ("diff", "diff"),
    "export": ("export", "export"),
    "themes": ("terms", "themes"),
    "partners": ("terms", "partners"),
    "countries": ("terms", "countries"),
    "regions": ("terms", "regions"),
    "programmes": ("terms", "programmes"),
    "terms": ("terms", "terms_"),
    "sql": ("sql", "sql"),
    "config": ("config", "config"),
    "init": ("init", "init"),
    "check": ("data_files", "check"),
    "schema": ("data_files", "schema"),
    "help": ("help", "help_"),
}


_PACKAGE: Final = "unodc_cli.cli.commands"


def commands(names: Iterable[str]) -> Iterator[tuple[str, Command]]:
    """Yield the commands of these names, each imported when it is reached."""
    for name in names:
        module, function = COMMANDS[name]
        # Importing `importlib` for this would cost 0.3 % of a JSON answer.
        yield name, getattr(__import__(f"{_PACKAGE}.{module}", fromlist=(function,)), function)
