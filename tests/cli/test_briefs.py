"""A brief as Markdown, as it goes into a document."""

from conftest import Run

TIMELINE = """\
```mermaid
gantt
    dateFormat YYYY-MM-DD
    axisFormat %Y
    inclusiveEndDates
    section Piracy Trials
    from 2009-05 (end not known) :done, 2009-05-01, 2024-07-01
    section SAHA
    SAHA I from 2016-02 to 2020-02 :done, 2016-02-01, 2020-02-29
    SAHA II from 2020 to 2026 :active, 2020-01-01, 2026-12-31
    section Sea Watch
    from 2018-03-01 to 2021-06-30 :done, 2018-03-01, 2021-06-30
    section Green Borders
    from 2022 (end not known) :2022-01-01, 2024-07-01
```

Without any date:

| id |
|---|
| undated |
"""

MARKDOWN = ("--format", "markdown", "--no-notes")


def test_a_time_line_is_a_chart_and_what_has_no_dates(small: Run) -> None:
    assert small("timeline", *MARKDOWN).out == TIMELINE
    chosen = small("timeline", *MARKDOWN, "--fields", "id,start", "--limit", "1").out
    assert chosen == "| id | start |\n|---|---|\n| old-piracy-trials | 2009-05 |\n"
    undated = small("timeline", *MARKDOWN, "--text", "undated").out
    assert undated == TIMELINE[TIMELINE.index("Without") :]


def test_an_undated_phase_of_a_dated_project_is_said(run: Run) -> None:
    out = run("timeline", *MARKDOWN, "--theme", "wildlife").out
    assert "| aircop | aircop-5 |" in out.split("Without any date:")[1]


def test_sources_are_a_numbered_list_of_links_with_the_day_they_were_read(small: Run) -> None:
    page = small("show", "saha", "--sources", *MARKDOWN).out
    assert page.endswith(
        "### Sources\n\n"
        "1. [The portfolio's page (The Agency, official, accessed 2024-06-30)](<https://example.org/portfolio>)\n"
        "2. [A newspaper's report (The Daily, press, accessed 2024-06-30)](<https://example.org/daily>)\n\n"
    )
    assert "accessed" not in small("show", "saha", *MARKDOWN).out


def test_headings_leave_the_first_level_to_the_document(small: Run) -> None:
    pages = small("show", "saha", "sea-watch", *MARKDOWN).out.splitlines()
    headings = [line for line in pages if line.startswith("#")]
    assert headings[0] == "## SAHA · Safe Harbour"
    assert {heading.split()[0] for heading in headings} == {"##", "###"}


def test_readers_of_a_document_get_titles_for_acronyms(small: Run) -> None:
    header, _, row, *_ = small("list", "--country", "kenya", "--format", "md").out.splitlines()
    assert header.startswith("| id | title | themes |")
    assert row.startswith("| safe-harbour | Safe Harbour | ")


ASKED = "Asked on 2024-07-01: unodc"
DATA = "--data small.toml"


def test_a_document_ends_with_the_notes_the_filter_the_day_and_the_question(small: Run) -> None:
    result = small("list", "--country", "kenya", "--format", "md")
    table, _, below = result.out.partition("\n\n")
    assert table.startswith("| id |")
    assert below.splitlines() == [
        "- partners that all projects have are left out: The Donor, The Agency",
        "",
        f"Filter: country: Kenya. Data: small.toml, of 2024-06-30. {ASKED} list --country kenya {DATA}",
    ]
    # Those who write a file read them on the screen too.
    assert "note: partners that all" in result.err
    bare = small("list", "--country", "kenya", "--format", "md", "--no-notes")
    assert (bare.out, bare.err) == (f"{table}\n", "")
