"""Latin letters that Unicode does not take apart into a plain letter and a mark, such as ł and ø.

Removing accents leaves them, in Python as in the tokenizer of SQLite, but people type lodz for Łódź. The
plain letters are those of CLDR 42 (transform Latin-ASCII), here for the letters that alphabets of today have.
"""

from typing import Final

# Each letter and what stands for it. The search of HTML pages has them too (views/html/templates/page.js).
PAIRS: Final = "ßss æae ðd øo þth đd ħh ıi łl ŋn œoe ŧt ƀb ƒf ƙk ƴy ǥg ɍr ɓb ɖd ɗd ɛe ɨi ɲn ʉu ʋv"

# Each letter in both cases, by its code point.
PLAIN: Final = {
    ord(letter): plain
    for pair in PAIRS.split()
    for letter, plain in ((pair[0], pair[1:]), (pair[0].upper(), pair[1:].upper()))
    if len(letter) == 1
}


def plain_letters(text: str) -> str:
    """Return a text with plain letters in place of such letters; accents stay."""
    return text if text.isascii() else text.translate(PLAIN)
