"""The options of formats: of rows, and of pictures and Markdown."""


class RowOptions:
    """Options of CSV and TSV: unescaped texts, a header, a byte order mark."""

    def __init__(self, *, raw: bool = False, header: bool = True, bom: bool = False) -> None:
        # Texts that a spreadsheet would run as formulas are not escaped.
        self.raw = raw
        self.header = header
        self.bom = bom

    @property
    def are_default(self) -> bool:
        """True if no option was chosen."""
        return self.header and not (self.raw or self.bom)


# No NamedTuple: making such a class costs a start as much as a small module.
class DocumentOptions:
    """Options of pictures and Markdown: notes below, a light ground, no colours."""

    def __init__(self, notes: bool = True, light: bool = False, plain: bool = False) -> None:
        self.notes = notes
        self.light = light
        self.plain = plain
