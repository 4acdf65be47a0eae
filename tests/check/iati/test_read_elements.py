"""Elements that the survey counts as read are read: without one, an activity is another one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from unodc_cli.check.iati.read_elements import ACTIVITIES, ORGANISATIONS
from unodc_cli.check.iati.survey import Survey
from unodc_cli.files.inputs import bundled
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.element import ActivityElement, Element
from unodc_cli.readers.iati.matchers import Matchers, matchers

DATA = Path(__file__).parents[2] / "data"
ROOTS = {
    "every-element.xml": ACTIVITIES,
    "every-element-1.05.xml": ACTIVITIES,
    "organisations.xml": ORGANISATIONS,
}
SCHEMAS = os.environ.get("IATI_SCHEMAS")
# All points are of one system of coordinates, a country is known by its code, and a period by its days.
SAYS_NOTHING = {
    "location/point/@srsName",
    "document-link/recipient-country/narrative",
    *(
        f"{of}/period-{end} (text)"
        for of in ("budget", "result/indicator/period")
        for end in ("start", "end")
    ),
}


@pytest.fixture(scope="module")
def shared() -> Matchers:
    return matchers(detect.read(bundled()).portfolio.vocabulary)


_TEXT = "(text)"


def _is_below_contact(element: Element) -> bool:
    return any(e.tag == "contact-info" for e in (element, *element.iterancestors()))


def _places(root: Element) -> Iterator[tuple[str, Element, str | None]]:
    """Yield the path of each element and attribute below a root, with its element."""
    for element in root.iterdescendants(tag="*"):
        if _is_below_contact(element):
            continue
        tags = [e.tag for e in element.iterancestors() if e is not root and root in e.iterancestors()]
        path = "/".join([*reversed(tags), element.tag])
        yield path, element, None
        # 1.0x has texts beside attributes. Those beside a code are its name.
        if element.keys() and element.get("code") is None and (element.text or "").strip():
            yield f"{path} (text)", element, _TEXT
        for key in element.keys():  # noqa: SIM118 - no dict
            if not key.startswith("{"):
                yield f"{path}/@{key}", element, key
    for key in root.keys():  # noqa: SIM118
        if not key.startswith("{"):
            yield f"@{key}", root, key


def _entries(name: str) -> list[Element]:
    return list(etree.parse(DATA / name).getroot().iterchildren(tag="*"))


def _read(tmp_path: Path, shared: Matchers, tag: str, entry: Element) -> str:
    """Return all that is read of an entry, without the lines."""
    path = tmp_path / "data.xml"
    root = etree.Element(tag)
    root.append(entry)
    path.write_bytes(etree.tostring(root).replace(b"\n", b" "))
    batches = list(iati.read(path, shared).batches)
    return repr([(batch.records, batch.organisations) for batch in batches])


@pytest.mark.parametrize("name", ROOTS)
def test_nothing_but_contact_details_is_not_read(name: str) -> None:
    survey = Survey(ROOTS[name])
    for entry in _entries(name):
        survey.add(ActivityElement(entry))
    assert [h.path for h in survey.have() if not h.read] == (
        ["contact-info"] if ROOTS[name] is ACTIVITIES else []
    )


@pytest.mark.parametrize("name", ROOTS)
def test_each_element_that_is_said_to_be_read_makes_a_difference(
    tmp_path: Path, shared: Matchers, name: str
) -> None:
    tag = str(etree.parse(DATA / name).getroot().tag)
    paths = [path for path, *_ in _places(_entries(name)[0])]
    whole = _read(tmp_path, shared, tag, _entries(name)[0])
    with_effect = set()
    for position, path in enumerate(paths):
        entry = _entries(name)[0]
        _, element, key = list(_places(entry))[position]
        if key is None:
            element.getparent().remove(element)
        elif key is _TEXT:
            element.text = None
        else:
            del element.attrib[key]
        if _read(tmp_path, shared, tag, entry) != whole:
            with_effect.add(path)
    assert set(paths) - with_effect == (SAYS_NOTHING & set(paths))


@pytest.mark.skipif(not SCHEMAS, reason="the standard's XML schemas are not here (IATI_SCHEMAS)")
def test_the_file_with_every_element_is_valid() -> None:
    schema = etree.XMLSchema(etree.parse(Path(SCHEMAS or "") / "iati-activities-schema.xsd"))
    assert schema.validate(etree.parse(DATA / "every-element.xml")), schema.error_log
