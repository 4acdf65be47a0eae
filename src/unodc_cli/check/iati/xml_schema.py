"""Validate activities and organisations with the XML Schemas of the standard, from a folder of the user's.

They do not come with the tool: `docs/iati.md` says where they are.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from unodc_cli.check.iati.findings import Finding
from unodc_cli.errors import UsageError
from unodc_cli.readers.iati.element import Element, line_of
from unodc_cli.readers.iati.kinds import FindingKind

_FILES: Final = {
    "iati-activity": "iati-activities-schema.xsd",
    "iati-organisation": "iati-organisations-schema.xsd",
}
# libxml2 keeps no line number beyond this one.
_LINES_KEPT: Final = 65535


class XmlSchemas:
    """The schemas in a folder, each loaded when it is needed. Raises UsageError for a folder without any."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schemas: dict[str, Any] = {}
        if not any((folder / name).is_file() for name in _FILES.values()):
            raise _no_schema(folder, _FILES["iati-activity"])

    def findings(self, element: Element) -> Iterator[Finding]:
        """Yield the errors of an `iati-activity` or `iati-organisation` against its schema.

        Raises UsageError if the schema is not in the folder, or is not a schema.
        """
        schema = self._schemas.get(element.tag)
        if schema is None:
            schema = self._schemas[element.tag] = _loaded(self._folder / _FILES[element.tag])
        if not schema.validate(element):
            for error in schema.error_log:
                yield Finding(FindingKind.NOT_VALID, _line(error, element), error.message)


def _line(error: Any, element: Element) -> int:
    line: int = error.line
    if line < _LINES_KEPT:
        return line
    # The path begins with the element itself.
    _, _, path = error.path.lstrip("/").partition("/")
    elements = element.xpath(path) if path else []
    return line_of(elements[0] if elements else element)


def _no_schema(folder: Path, name: str) -> UsageError:
    msg = f"--schema {folder}: there is no {name} in it"
    return UsageError(msg, "it is a folder with the XML Schemas of the IATI standard: docs/iati.md")


def _loaded(path: Path) -> Any:
    if not path.is_file():
        raise _no_schema(path.parent, path.name)
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    try:
        return etree.XMLSchema(etree.parse(path, parser))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, OSError) as error:
        msg = f"--schema: {path} cannot be used: {error}"
        raise UsageError(msg) from error
