"""The language of a text, and silence where it cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.detect import code_of, detect_language, language_of

TEXTS = [
    ("en", "Three soldiers were killed on Monday near the bridge."),
    ("en", "THREE SOLDIERS WERE KILLED ON MONDAY NEAR THE BRIDGE."),
    ("en", "Azerbaijan said Baku, Hadrut and Jabrayil were calm after the truce with Armenia."),
    ("fr", "Trois soldats ont été tués lundi près du pont, selon l'armée."),
    ("es", "Tres soldados murieron el lunes cerca del puente, informó el ejército."),
    ("ru", "Трое военнослужащих погибли в понедельник, сообщили в министерстве."),
    ("uk", "Троє військовослужбовців загинули в понеділок, повідомили в міністерстві."),
    ("ar", "قتل ثلاثة جنود يوم الاثنين قرب الجسر، بحسب الجيش."),
    ("az", "Azərbaycan ordusu bazar ertəsi səkkiz kəndi işğaldan azad edib."),
    ("hy", "Երկուշաբթի օրը կամրջի մոտ զոհվել է երեք զինծառայող։"),
    ("tr", "Pazartesi günü köprü yakınlarında üç asker hayatını kaybetti."),
    ("my", "တနင်္လာနေ့က တိုက်ပွဲတွင် စစ်သားသုံးဦး သေဆုံးခဲ့သည်။"),
    ("zh", "周一桥附近有三名士兵被打死，军方表示。"),
    ("he", "שלושה חיילים נהרגו ביום שני ליד הגשר, כך מסר הצבא."),
    ("so", "Saddex askari ayaa Isniintii lagu dilay meel u dhow buundada."),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_languages(code: str, text: str) -> None:
    found, confidence = detect_language(text)
    assert found == code
    assert 0.5 < confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "Goris, Kapan", "12 345 678 90", "https://example.org/a/long/address/of/a/page", "#Sudan #Darfur"]
)
def test_too_little_to_tell(text: str) -> None:
    assert detect_language(text) == (None, 0.0)


CODES = [
    ("en", "en"),
    ("en-GB", "en"),
    ("EN_us", "en"),
    ("eng", "en"),
    ("English", "en"),
    ("xx", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_codes(name: str | None, code: str | None) -> None:
    assert code_of(name) == code


def test_the_text_outranks_its_declaration_and_the_declaration_silence() -> None:
    assert language_of("Three soldiers were killed on Monday near the bridge.", "ru") == "en"
    assert language_of("Goris", "en-GB") == "en"
    assert language_of("Goris", None) is None


@given(st.text(max_size=100))
def test_any_text_has_a_language_or_none(text: str) -> None:
    code, confidence = detect_language(text)
    assert (code is None) == (confidence == 0.0)
