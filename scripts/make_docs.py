"""Regenerate everything in README.md and docs/ that is made from the source.

python scripts/make_docs.py            # write
python scripts/make_docs.py --check    # say what is stale; exit code 1 if anything is
"""

from typing import Final

import make_architecture
import make_man
import make_page
import make_pictures
import make_rates_page
import make_reference
import make_rules
import update_docs
from kept import keep

# Each module has the path of a PAGE, and a function page() that returns its current content.
MODULES: Final = (make_reference, make_man, make_architecture, make_rates_page, make_rules)

if __name__ == "__main__":
    keep({module.PAGE: module.page() for module in (*MODULES, make_page)} | make_pictures.pictures())
    keep(update_docs.pages())
