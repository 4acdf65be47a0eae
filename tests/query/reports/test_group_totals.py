"""Groups of projects in one catalogue, asked for more than once."""

from conftest import SMALL, TODAY
from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.groups import groups
from unodc_cli.query.selection import Selection


def test_groups_can_be_selected_again_on_the_same_connection() -> None:
    def documents(catalogue: Catalogue, kind: str) -> list[str | bytes]:
        return list(groups(catalogue, DIMENSIONS[kind], Filters(), Selection(), TODAY).documents)

    def again(catalogue: Catalogue) -> list[list[str | bytes]]:
        return [documents(catalogue, kind) for kind in ("partner", "theme", "partner")]

    partners, themes, partners_again = cache.run([SMALL], again)
    assert partners == partners_again != themes
