"""In these texts every value says by itself where it stands: a number, or a text that ends in `@` and one."""

from collections.abc import Iterator

import pytest
import tomli

from unodc_cli.files.toml_positions import KeyPath, positions

TEXTS = {
    "keys": r"""a = 1
b.c.d = 2
"e f" = 3
'g.h'."i.j" . k = 4

  l	=	6
"m#n" = 7 # = 8
'o = 8' = 8
"p\"q" = 9
"" = 10
1.2 = 11
3-4_5 = 12
"'''" = 13""",
    "tables": r"""
[a] # [x]
b = 3
[a.c]
d = 5
	[ "e.f" . 'g]' ]
h = 7
[i.j.k]
l = 9
[i]
m = 11
[empty]
[i.j]
n = 14
""",
    "arrays of tables": r"""
[[a]]
b = 3
[[a]]
[[a]]
b = 6
[[a.c]]
d = 8
[[a.c]]
d = 10
[a.c.e]
f = 12
[[a.c.e.g]]
h = 14
[[a.c.e.g]]
h = 16
[a.k]
l = 18
[[a]]
[[ a . "c" ]]
d = 21
[[a.c]]
[[a.c]]
d = 24
""",
    "arrays": r"""
a = [2, 2, 2]
b = [
  4, # 5, "6",
  5,

  [7,
    [8],
    [], 9],
  10 ]
c = []
d = [12,]
e = [
  # nothing yet ]
  ]
f = [[[16]], [16]
  , 17
  , "@18", '@18', '''
@18''', "],[@19", '}[@19' ]
""",
    "inline tables": r"""
a = { b = 2, c.d = 2, "e f" = { g = 2 } }
h = {}
i = [ { j = 4 }, { j = 4 },
  { j = 5, k = [5, 5,
    6] },
  { l = { m = 7 }, "n}" = "}@7" } ]
o = { p = [8, {q = 8}], r.s.t = 8 }
u = {v = '''
', } ] @9''', w = 10}
x = 11""",
    "one-line strings": r"""
a = "[x] # @2" # "
b = 'c:\@3\' # '
c = "\"@4"
d = "\\@5" # "
e = '"@6'
f = "'@7"
g = "a = [ { @8"
h = "" # "
i = ''
j = "'''@11"
k = 12 # '''
l = "a\"b\\\"c # @13"
""",
    "strings of several lines": r'''
'"""' = 2
a = """
[not.a.table]
x = 1 # ]]] @3"""
b = """"quoted" @6"""
c = """one \
   two \""" three \\ @7"""
d = """ ' '' """
e = """""" # """
f = """ends in quotes @11"""""
g = """"""""
h = """
[[[ { " "" , # @13"""
i = 15 # """
j = [ """
]] @16""",
  """@18
""", 19 ]
''',
    "literal strings of several lines": r"""
a = '''
[not.a.table]
b = "\ @2'''
c = ''''quoted' @5'''
d = '''ends in quotes @6'''''
e = '''''' # '''
f = '''
"\' ''" # [[ { @8'''
g = 10 # '''
""",
    "comments": r"""# a = 1
# [b]
c = 3 # d = 3
 # [[e]]
	# ""\"
f = 6#
[g] # [h] = "
# '''
i = 9 # '''
#""",
}


def _paths(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Give every value inside of `value` with the path to it."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    for key, entry in inside:
        yield (*path, key), entry
        yield from _paths(entry, (*path, key))


def _said(text: str) -> dict[KeyPath, int]:
    """Return the lines that the values of a text give for themselves."""
    said = {}
    for path, value in _paths(tomli.loads(text)):
        if isinstance(value, int):
            said[path] = value
        elif isinstance(value, str) and "@" in value:
            said[path] = int(value.rpartition("@")[2].rstrip("\"'\\\n"))
    return said


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_value_has_the_line_on_which_it_stands(text: str) -> None:
    said = _said(text)
    found = positions(text)
    assert said
    assert {path: found.get(path) for path in said} == said


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_lines_may_end_as_on_windows(text: str) -> None:
    assert positions(text.replace("\n", "\r\n")) == positions(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_path_that_is_found_is_in_the_file(text: str) -> None:
    assert set(positions(text)) <= {path for path, _ in _paths(tomli.loads(text))}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_path_in_the_file_is_found(text: str) -> None:
    assert {path for path, _ in _paths(tomli.loads(text))} - set(positions(text)) == set()


def test_a_table_stands_where_its_header_does_and_an_entry_of_an_array_of_tables_too() -> None:
    found = positions("a = 1\n\n[b]\n[b.c]\n[[d]]\n[[d]]\n[[d.e]]\nf = { g = 1 }\nh = [\n {},\n {}]\n")
    assert found[("b",)] == 3
    assert found[("b", "c")] == 4
    assert found[("d", 0)] == 5
    assert found[("d", 1)] == 6
    assert found[("d", 1, "e", 0)] == 7
    assert found[("d", 1, "e", 0, "f")] == 8
    assert [found[("d", 1, "e", 0, "h", entry)] for entry in (0, 1)] == [10, 11]


def test_a_table_that_only_a_longer_header_names_stands_where_it_is_named_first() -> None:
    found = positions("a = 1\n\n[b.c]\nd = 1\n[b.e]\n")
    assert found[("b",)] == 3


def test_a_table_that_only_a_dotted_key_names_stands_where_it_is_named_first() -> None:
    found = positions("[a]\n\nb.c.d = 1\nb.c.e = 2\n")
    assert (found[("a", "b")], found[("a", "b", "c")]) == (3, 3)


def test_an_array_of_tables_stands_where_its_first_table_does() -> None:
    found = positions("a = 1\n\n[[b]]\n[[b.c]]\n[[b]]\n")
    assert (found[("b",)], found[("b", 0, "c")]) == (3, 4)


@pytest.mark.parametrize(
    "key", [r'"a\tb"', r'"a\\b"', r'"a\"b"', r'"\u00e9"', r'"\U0001F600"', r'"\U00000041"', '"é"', r"'a\tb'"]
)
def test_a_quoted_key_is_known_by_what_it_stands_for(key: str) -> None:
    text = f"\n{key} = 2"
    (name,) = tomli.loads(text)
    assert positions(text) == {(name,): 2}


@pytest.mark.parametrize(
    "value",
    [
        "1979-05-27 07:32:00Z",
        "1979-05-27",
        "07:32:00",
        "-1_000.5e+10",
        "0xDEAD",
        "+inf",
        "nan",
        "true",
        "[true,false]",
    ],
)
def test_values_of_every_kind_are_stepped_over(value: str) -> None:
    found = positions(f"a = {value}\nb = {value} # x\nc = [{value}, {value}]\nd = {{e = {value}}}\nf = 1")
    assert [found[(key,)] for key in "abcdf"] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("depth", [10, 100, 390])
def test_a_value_may_be_nested_as_deeply_as_the_parser_allows(depth: int) -> None:
    text = f"a = {'[' * depth}{']' * depth}\nb = 2\n"
    assert tomli.loads(text)["b"] == 2
    assert positions(text)[("b",)] == 2


def test_an_empty_text_has_no_positions() -> None:
    assert positions("") == {}
    assert positions("\n# nothing\n") == {}


@pytest.mark.parametrize(
    "rest", ["= = =", "[", "[[x", "c", "c = ", "c = [1", "c = {d", 'c = "', "!", '""" = 1']
)
def test_what_is_not_toml_ends_the_search_and_keeps_what_was_found(rest: str) -> None:
    found = positions(f"a = 1\nb = 2\n{rest}")
    assert (found[("a",)], found[("b",)]) == (1, 2)
