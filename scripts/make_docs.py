"""Write everything in README.md and docs/ that is made of the source anew.

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

# Each has a PAGE and returns it, as it is now, from page().
MADE: Final = (make_reference, make_man, make_architecture, make_rates_page, make_rules)

if __name__ == "__main__":
    keep({made.PAGE: made.page() for made in (*MADE, make_page)} | make_pictures.pictures())
    keep(update_docs.pages())
