"""The index of names: what matches however it is cut, written or inflected, and what must not."""

from __future__ import annotations

import pytest
from entry_names import names_of
from hypothesis import given
from hypothesis import strategies as st

from truceline.knowledge.names import Name, NameIndex, name_index, pieces, plural
from truceline.knowledge.schema import ArmedGroup, Country, LoadedName, Organisation, Outlet, Person

GEORGIA = Country(iso3="GEO", name="Georgia", government="Government of Georgia", ambiguous=("Georgia",))
MEXICO = Country(iso3="MEX", name="Mexico", government="Government of Mexico", masks=("New Mexico",))
USA = Country(
    iso3="USA",
    name="United States",
    government="Government of the United States",
    abbreviations=("US", "U.S."),
    demonyms=("American",),
    capitals=("Washington",),
    seats=("White House",),
)
GUINEA = Country(iso3="GIN", name="Guinea", government="Government of Guinea", demonyms=("Guinean",))
BISSAU = Country(iso3="GNB", name="Guinea-Bissau", government="Government of Guinea-Bissau")
IVORY = Country(iso3="CIV", name="Côte d'Ivoire", government="Government of Côte d'Ivoire", demonyms=("Ivorian",))
TURKEY = Country(iso3="TUR", name="Türkiye", government="Government of Türkiye", names=("Turkey",), demonyms=("Turk",))
CHINA = Country(iso3="CHN", name="China", government="Government of China", demonyms=("Chinese",), peoples=("Chinese",))
PLA = Organisation(name="People's Liberation Army", sector="MIL", kind="other")
WHO = Organisation(name="World Health Organization", abbreviations=("WHO",), sector="IGO", kind="un_body")
BTSELEM = Organisation(name="B'Tselem", sector="NGO", kind="rights")
NATIONAL = Outlet(name="The National", kind="newspaper", ambiguous=("The National",))
NUG = Organisation(name="National Unity Government", sector="GOV", kind="political")
SHABAAB = ArmedGroup(
    name="al-Shabaab",
    kind="jihadist",
    names=("Al Shabab",),
    aka_loaded=(LoadedName(name="Khawarij", used_by="the government"),),
)
RSF = ArmedGroup(name="Rapid Support Forces", abbreviations=("RSF",), kind="rebel", ambiguous=("RSF",))
PRESS = Organisation(
    name="Reporters Without Borders", abbreviations=("RSF",), sector="NGO", kind="media_freedom", ambiguous=("RSF",)
)
PERSON = Person(name="Ilham Aliyev", names=("Ilham Aliev",), surname="Aliyev", offices=())
ALL = (
    GEORGIA,
    MEXICO,
    USA,
    GUINEA,
    BISSAU,
    IVORY,
    TURKEY,
    CHINA,
    PLA,
    WHO,
    BTSELEM,
    NATIONAL,
    NUG,
    SHABAAB,
    RSF,
    PRESS,
)
INDEX = NameIndex((*ALL, PERSON))

#: Words, and what must be found: "start-end name kind".
CASES = [
    ("The US said", ["1-2 United States abbreviation"]),
    ("The U.S. said", ["1-2 United States abbreviation"]),
    ("The U.S.-led force", ["1-2 United States abbreviation"]),
    ("They told us so", []),
    ("the white house", []),
    ("the White House", ["1-3 United States seat"]),
    ("THE WHITE HOUSE", ["1-3 United States seat"]),
    ("The White\u00a0House said", ["1-2 United States seat"]),
    ("Americans and an American", ["0-1 United States people", "3-4 United States demonym"]),
    ("WHO said who", ["0-1 World Health Organization abbreviation"]),
    ("Who said", []),
    ("Guinea - Bissau and Guinea", ["0-3 Guinea-Bissau name", "4-5 Guinea name"]),
    ("Guinea-Bissau", ["0-1 Guinea-Bissau name"]),
    ("Guinea Bissau", ["0-2 Guinea-Bissau name"]),
    ("Guinea , Bissau", ["0-1 Guinea name"]),
    ("Cote d’Ivoire", ["0-2 Côte d'Ivoire name"]),
    ("CÔTE D'IVOIRE", ["0-2 Côte d'Ivoire name"]),
    ("Turkiye or Türkiye or Turkey", ["0-1 Türkiye name", "2-3 Türkiye name", "4-5 Türkiye name"]),
    ("cold turkey", []),
    ("the Turks", ["1-2 Türkiye people"]),
    ("the Chinese", ["1-2 China demonym"]),
    ("People 's Liberation Army", ["0-4 People's Liberation Army name"]),
    ("the People’s Liberation Army’s drills", ["1-4 People's Liberation Army name"]),
    ("B’Tselem and BTselem", ["0-1 B'Tselem name", "2-3 B'Tselem name"]),
    ("New Mexico", []),
    ("in Mexico", ["1-2 Mexico name"]),
    ("The National Unity Government", ["1-4 National Unity Government name"]),
    ("The National said", ["0-2 The National name"]),
    ("Al-Shabaab , al Shabaab , Al - Shabab", ["0-1 al-Shabaab name", "2-4 al-Shabaab name", "5-8 al-Shabaab name"]),
    ("the khawarij", []),
    ("the Khawarij", ["1-2 al-Shabaab loaded"]),
    ("Ilham Aliyev", ["0-2 Ilham Aliyev name"]),
    ("Aliyev’s office", ["0-1 Ilham Aliyev surname"]),
    ("Israel, U.S. and", ["1-2 United States abbreviation"]),
    ("(Guinea)", ["0-1 Guinea name"]),
    ("", []),
    ("- ' ’ .", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_found(text: str, expected: list[str]) -> None:
    found = [f"{m.start}-{m.end} {m.entry.name} {m.kind}" for m in INDEX.find(text.split(" "))]
    assert found == expected


def test_all_readings_of_a_shared_name() -> None:
    (match,) = INDEX.find(["RSF"])
    assert [name.entry for name in match.names] == [RSF, PRESS]
    assert match.ambiguous


def test_ambiguous_by_itself() -> None:
    assert INDEX.find(["Georgia"])[0].ambiguous
    assert not INDEX.find(["Mexico"])[0].ambiguous
    assert INDEX.find(["Khawarij"])[0].ambiguous


def test_lookup_takes_whole_names_only() -> None:
    assert [name.entry for name in INDEX.lookup("White House")] == [USA]
    assert INDEX.lookup("the White House lawn") == ()
    assert INDEX.lookup("nobody") == ()


@pytest.mark.parametrize(
    ("demonym", "expected"),
    [
        ("Iraqi", "Iraqis"),
        ("Serb", "Serbs"),
        ("Azeri", "Azeris"),
        ("German", "Germans"),
        ("Chinese", None),
        ("French", None),
        ("British", None),
        ("Swiss", None),
        ("Seychellois", None),
    ],
)
def test_plural(demonym: str, expected: str | None) -> None:
    assert plural(demonym) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("U.S.", ("US",)),
        ("St.", ("St",)),
        ("People’s", ("People", "'s")),
        ("Doctors’", ("Doctors",)),
        ("Guinea-Bissau", ("Guinea", "Bissau")),
        ("&", ("and",)),
        ("-", ()),
        ("’", ()),
        (",", (",",)),
        (".", (".",)),
        ("Nations,", ("Nations", ",")),
        ("Ağdam", ("Agdam",)),
    ],
)
def test_pieces(word: str, expected: tuple[str, ...]) -> None:
    assert pieces(word) == expected


@given(
    st.lists(st.sampled_from([n.text for e in (*ALL, PERSON) for n in names_of(e)] + ["said", ",", "the"]), max_size=8)
)
def test_matches_lie_in_order_inside_the_words(texts: list[str]) -> None:
    words = " ".join(texts).split()
    last = 0
    for match in INDEX.find(words):
        assert last <= match.start < match.end <= len(words)
        last = match.end


@given(st.text(max_size=30))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(isinstance(name, Name) for match in INDEX.find(text.split()) for name in match.names)


def test_every_known_name_is_found_as_itself() -> None:
    """Whatever the files list, the index finds again, whole: as written, and cut at its hyphens."""
    index = name_index()
    assert index is name_index()
    lost = [
        f"{name.text} ({entry.name})"
        for load in ("countries", "organisations", "institutions", "armed_groups", "people", "outlets")
        for entry in getattr(__import__("truceline.knowledge.loader", fromlist=["loader"]), f"load_{load}")()
        for name in names_of(entry)
        if not any(found.entry == entry for found in index.lookup(name.text))
    ]
    assert lost == []
