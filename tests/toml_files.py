"""Small TOML data files, and their faults: a mistake is marked with `#!` at the end of its line."""

import pytest

from unodc_cli.errors import DataError, Fault
from unodc_cli.model import project as model
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.toml import reader as toml

NAME = "data.toml"
HEAD = """
[portfolio]
title = "T"

[[sources]]
id = "page"
title = "A page"

[[sources]]
id = "report"
title = "A report"

[[themes]]
id = "drugs"
name = "Drugs"

[[organisations]]
id = "eu"
name = "European Union"
acronym = "EU"

[[organisations]]
id = "unodc"
name = "UNODC"

[[organisations]]
id = "wco"
name = "World Customs Organization"

[[regions]]
id = "africa"
name = "Africa"

[[regions]]
id = "asia"
name = "Asia"

[[programmes]]
id = "gif"
name = "Global Illicit Flows"
"""
PROJECT = """
[[projects]]
id = "p"
title = "P"
"""
PHASE = PROJECT + '[[projects.phases]]\nid = "one"\nname = "One"\n'
AMOUNT = PROJECT + '[[projects.amounts]]\nkind = "total-budget"\ncurrency = "EUR"\n'
NO_DATE = "is not a date: write 2016, 2016-03 or 2016-03-01"
MOST = 2**53
PHASES = """
[[projects.phases]]
id = "one"
name = "Phase I"
start = "2010-05"
end = 2012
countries = ["KE", "TZ"]
regions = ["africa"]
evidence = { start = ["page"], end = ["report"], countries = ["page"] }

[[projects.phases]]
id = "two"
name = "Phase II"
start = 2012
end = 2014
countries = ["TZ", "TH"]
regions = ["asia", "africa"]
evidence = { end = ["page", "report"], countries = { sources = ["report"], note = "in part" } }
"""


def line_of(id_: str) -> int:
    """Return the line of an id in the head, or in the project behind it."""
    return (HEAD + PROJECT).split("\n").index(f'id = "{id_}"') + 1


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        toml.parse(text.encode() if isinstance(text, str) else text, NAME)
    return caught.value.faults


def only_fault(text: str) -> str:
    """Return the message of the one fault, which must be on the marked line."""
    (fault,) = faults_of(HEAD + text)
    marked = [number for number, line in enumerate((HEAD + text).split("\n"), 1) if line.endswith("#!")]
    assert (fault.file, fault.line) == (NAME, *marked)
    return fault.message


def read(text: str) -> Reading:
    return toml.parse(text.encode(), NAME).reading()


def project_of(text: str) -> model.Project:
    (record,) = read(HEAD + text).records()
    return model.Project.model_validate(record.content)
