"""Bytes of any encoding become the text that was meant; letters, quotation marks and dashes stay as written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from truceline.sources.encoding import clean, decode
from truceline.sources.unwrap import paragraphs_of

ENGLISH = "“We’re working,” he said – the café in Orăștie was hit; 5 º north, naïve Şuşa. " * 4
WESTERN = "“We are working on it,” he said to reporters – the café of El Níspero near Bogotá had been hit twice. " * 6
SPANISH = (
    "El Ejército informó el miércoles de que ocho guerrilleros murieron en un bombardeo en la región de Nariño. " * 6
)
RUSSIAN = "Министерство обороны сообщило в среду, что военные взяли под контроль восемь сёл. " * 6

CASES = [
    ("utf-8", ENGLISH),
    ("utf-8-sig", ENGLISH),
    ("utf-16", ENGLISH),
    ("utf-16-le", WESTERN),
    ("utf-16-be", WESTERN),
    ("utf-32", ENGLISH),
    ("cp1252", WESTERN),
    ("cp1252", SPANISH),
    ("cp1251", RUSSIAN),
    ("utf-8", RUSSIAN),
    ("koi8-r", RUSSIAN),
]


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_the_encoding_is_found_without_being_told(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


NAMES = [
    ("cp1251", "Горна, Дольна, Заречье и Новый Город"),
    ("cp1251", "Харків, Запоріжжя і Миколаїв"),
    ("koi8-r", "Горна, Дольна, Заречье и Новый Город"),
    ("cp1253", "η Αθήνα και η πόλη της Γκόρνα"),
    ("cp1256", "قصف على المدينة"),
    ("cp1251", "Заголовок, Удар по Горне, Город, Горна"),
    ("cp866", "Горна, Дольна, Заречье и Новый Город"),
]


@pytest.mark.parametrize(("encoding", "names"), NAMES)
def test_a_few_names_in_another_script_tell_the_encoding(encoding: str, names: str) -> None:
    said = "The army denied that it had fired on the town and said its forces had held their fire. "
    text = f"{said * 3}({names}) {said * 3}"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("declared", ["windows-1251", "WINDOWS-1251", "cp1251", "'cp1251'"])
def test_a_declared_encoding_is_used(declared: str) -> None:
    assert decode("сёл".encode("cp1251"), declared) == "сёл"


@pytest.mark.parametrize("declared", ["no-such", "rot13", "", "hex", None, "\0", "utf-7-x"])
def test_a_wrong_declaration_does_no_harm(declared: str | None) -> None:
    assert decode("“eight sёl”".encode(), declared) == "“eight sёl”"


def test_a_page_that_says_latin_1_means_windows_1252() -> None:
    assert decode("“quoted”".encode("cp1252"), "iso-8859-1") == "“quoted”"


def test_a_file_cut_off_within_a_letter_is_still_utf_8() -> None:
    assert decode("“eight sёl”".encode()[:-1]).startswith("“eight sёl")


def test_one_broken_byte_in_utf_8_spoils_one_letter() -> None:
    data = ("Türkiye’s army said “no”. " * 40).encode()
    assert decode(data[:300] + b"\xff" + data[300:]).count("Türkiye’s") >= 39


CLEAN = [
    ("The â€œarmyâ€\x9d said itâ€™s over.", "The “army” said it’s over."),
    ("BogotÃ¡ and MedellÃ\xadn", "Bogotá and Medellín"),
    ("“curly” ‘quotes’ — dashes – stay", "“curly” ‘quotes’ — dashes – stay"),
    ("\"straight\" 'too'", "\"straight\" 'too'"),
    ("cafe\u0301", "café"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("1\u00a0000\u202fmen", "1 000 men"),
    ("cease\u00adfire zero\u200bwidth", "ceasefire zerowidth"),
    ("می\u200cرود", "می\u200cرود"),
    ("bell\x07 and null\x00", "bell and null"),
    ("\u202eevil\u202c order", "evil order"),
    ("ﬁghters", "fighters"),
    ("two  spaces   here ", "two spaces here"),
    ("page\x0cbreak", "page\n\nbreak"),
    ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ("５ tanks", "５ tanks"),
]


@pytest.mark.parametrize(("dirty", "expected"), CLEAN)
def test_clean(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@given(st.text())
@example("\x8d\u00c0\u00b0")
def test_the_stored_form_is_stable(text: str) -> None:
    stored = paragraphs_of(clean(text))
    assert paragraphs_of(clean(stored)) == stored
    stored.encode()


@given(st.binary(), st.none() | st.text(max_size=20))
def test_any_bytes_are_some_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str)


def test_files_in_other_encodings_read_alike(read) -> None:
    ids = set()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1251"):
        (document,), failures = read(RUSSIAN.encode(encoding), "report.txt")
        assert not failures
        assert document.language == "ru"
        ids.add(document.id)
    assert len(ids) == 1
