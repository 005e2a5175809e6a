"""Datelines as agencies write them, and sentences that only begin like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.datelines import find_dateline
from truceline.language.paragraphs import split_paragraphs
from truceline.records import Dateline

REST = "The army said on Monday that its forces had entered the town after two days of shelling."

# dateline, place, date as written, first day where the year is written, agency
FORMS = [
    ("STEPANAKERT, DECEMBER 12, ARTSAKHPRESS:", "STEPANAKERT", "DECEMBER 12", None, "ARTSAKHPRESS"),
    ("MOSCOW, September 14. /TASS/.", "MOSCOW", "September 14", None, "TASS"),
    ("KHARTOUM (Reuters) -", "KHARTOUM", None, None, "Reuters"),
    ("KHARTOUM, Aug 2 (Reuters) -", "KHARTOUM", "Aug 2", None, "Reuters"),
    ("Sept 20 (Reuters) -", None, "Sept 20", None, "Reuters"),
    ("(Reuters) -", None, None, None, "Reuters"),
    ("GAZA CITY, Gaza Strip (AP) —", "GAZA CITY, Gaza Strip", None, None, "AP"),
    ("Kyiv, 24 February 2022 (Interfax) --", "Kyiv", "24 February 2022", "2022-02-24", "Interfax"),
    ("UNITED NATIONS, Oct 3 (Xinhua) --", "UNITED NATIONS", "Oct 3", None, "Xinhua"),
    ("BEIJING, March 3, 2020 (Xinhua) --", "BEIJING", "March 3, 2020", "2020-03-03", "Xinhua"),
    ("NAIROBI, Kenya —", "NAIROBI, Kenya", None, None, None),
    ("BAKU/YEREVAN (Reuters) -", "BAKU/YEREVAN", None, None, "Reuters"),
    ("JERUSALEM/GAZA/CAIRO, Nov 3 (Reuters) -", "JERUSALEM/GAZA/CAIRO", "Nov 3", None, "Reuters"),
    ("Yangon, 1 February [Myanmar Now] -", "Yangon", "1 February", None, "Myanmar Now"),
    ("Baku, October 14, AZERTAC", "Baku", "October 14", None, "AZERTAC"),
    ("YEREVAN, SEPTEMBER 20, ARMENPRESS.", "YEREVAN", "SEPTEMBER 20", None, "ARMENPRESS"),
    ("LONDON:", "LONDON", None, None, None),
    ("QUETTA:", "QUETTA", None, None, None),
    ("SRINAGAR, May 10:", "SRINAGAR", "May 10", None, None),
    ("Srinagar, May 10 (PTI)", "Srinagar", "May 10", None, "PTI"),
    ("KABUL (AFP)", "KABUL", None, None, "AFP"),
    ("KABUL, Afghanistan (AP) -", "KABUL, Afghanistan", None, None, "AP"),
    ("N'DJAMENA (AFP) -", "N'DJAMENA", None, None, "AFP"),
    ("PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE, Haiti", None, None, "AP"),
    ("BRAZZAVILLE, Republic of Congo (AP) —", "BRAZZAVILLE, Republic of Congo", None, None, "AP"),
    ("SANAA, Yemen (CNN) --", "SANAA, Yemen", None, None, "CNN"),
    ("TRIPOLI, Libya, July 4 (UPI) --", "TRIPOLI, Libya", "July 4", None, "UPI"),
    ("NEAR BAKHMUT, Ukraine (AP) —", "NEAR BAKHMUT, Ukraine", None, None, "AP"),
    ("Damascus, SANA-", "Damascus", None, None, "SANA"),
    ("TEHRAN, Oct. 03 (MNA) –", "TEHRAN", "Oct. 03", None, "MNA"),
    ("RAMALLAH, October 3, 2023 (WAFA) -", "RAMALLAH", "October 3, 2023", "2023-10-03", "WAFA"),
    ("Abuja, Oct. 3, 2023 (NAN)", "Abuja", "Oct. 3, 2023", "2023-10-03", "NAN"),
    ("Bogotá, 3 Oct (EFE).-", "Bogotá", "3 Oct", None, "EFE"),
    ("(Beirut, October 3, 2023) –", "Beirut", "October 3, 2023", "2023-10-03", None),
    ("(Goma) –", "Goma", None, None, None),
    ("GENEVA (3 October 2023) –", "GENEVA", "3 October 2023", "2023-10-03", None),
    ("New York, 3 October 2023 –", "New York", "3 October 2023", "2023-10-03", None),
    ("Geneva/Khartoum, 15 April 2023 -", "Geneva/Khartoum", "15 April 2023", "2023-04-15", None),
    ("WASHINGTON —", "WASHINGTON", None, None, None),
    ("KYIV, Ukraine --", "KYIV, Ukraine", None, None, None),
    ("Mogadishu (HOL) -", "Mogadishu", None, None, "HOL"),
    ("ISLAMABAD, Jan 5 (APP):", "ISLAMABAD", "Jan 5", None, "APP"),
    ("BELGRADE, April 3 (Tanjug) -", "BELGRADE", "April 3", None, "Tanjug"),
    ("BOGOTA, 3 NOV 89 (RADIO CADENA NACIONAL) --", "BOGOTA", "3 NOV 89", "1989-11-03", "RADIO CADENA NACIONAL"),
    ("MANAGUA (NICARAGUA), 1 DEC 89 (ACAN-EFE) --", "MANAGUA (NICARAGUA)", "1 DEC 89", "1989-12-01", "ACAN-EFE"),
    ("BOCA RATON, Fla. --", "BOCA RATON, Fla.", None, None, None),
    ("COLOMBO, May 18 (Reuters) -", "COLOMBO", "May 18", None, "Reuters"),
]


def find(text: str) -> Dateline | None:
    return find_dateline(text, split_paragraphs(text))


@pytest.mark.parametrize(("line", "place", "date", "day", "agency"), FORMS)
@pytest.mark.parametrize(
    "before", ["", "Army Enters the Town\n\n", "By JANE DOE\n", "ARMY ENTERS TOWN\n\nSeptember 20, 2023\n\n"]
)
def test_forms(
    before: str, line: str, place: str | None, date: str | None, day: str | None, agency: str | None
) -> None:
    text = f"{before}{line} {REST}\n\nMore follows on the fighting in the hills."
    found = find(text)
    assert found is not None
    assert found.span.text == line
    assert text[found.span.start : found.span.end] == line
    assert (found.place, found.agency) == (place, agency)
    assert (found.date.text if found.date else None) == date
    assert (found.date.start if found.date else None) == day
    assert found.date is None or found.date.end == found.date.start


@pytest.mark.parametrize("line", ["Jammu:", "Jammu :", "Port Sudan:", "New Delhi:"])
def test_a_place_in_small_letters_before_a_colon_counts_at_the_very_start_only(line: str) -> None:
    found = find(f"{line} {REST}")
    assert found is not None
    assert (found.span.text, found.place) == (line, line.rstrip(" :"))
    assert find(f"{REST}\n\n{line} {REST}") is None


def test_a_dateline_on_a_line_of_its_own() -> None:
    found = find(f"Baku, October 14, AZERTAC\n\n{REST}")
    assert found is not None
    assert (found.place, found.agency) == ("Baku", "AZERTAC")


NONE = [
    "Hamas - which rules Gaza - said the strike had killed ten.",
    "The UN (United Nations) said on Monday that eight people had died.",
    "RSF (Rapid Support Forces) fighters entered the town.",
    "Hezbollah (Party of God) - the group said - fired rockets.",
    "Pompeo: 'We urge both sides to stop the fighting now and for all time to come.'",
    "On October 14, 2020, Azerbaijan said it had taken Hadrut.",
    "October 14, 2020 was a Wednesday, the court noted.",
    "Monday, October 14 - the day of the truce - was quiet.",
    "BREAKING: Explosions were heard in Kyiv on Monday night.",
    "UPDATE 1: Three killed in a strike on the market of the town on Monday.",
    "EXPLAINER - Who holds what in the east of the country after a year of war.",
    "In Goma, 3 October - a day of mourning - was quiet.",
    "President Ilham Aliyev said on Wednesday that eight villages had been taken.",
    "UNHCR said 300 people had fled.",
    "Baku, October 14 was calm.",
    "Kyiv, the capital of Ukraine, was hit by 12 drones.",
    "Biden — The president — said he would speak on Monday.",
    "Azerbaijan, Armenia and Russia signed a statement.",
    "Al-Shabaab, Somalia's main armed group, attacked a base.",
    "Ukraine, Russia — Talks between the two — broke down.",
    "OCHA reported 12 deaths on 3 October.",
    "The Hague-based court ruled on Friday.",
    "US, UK strike Yemen, the two governments said.",
    "The statement said: The army took the village and all of its people left on the same day.",
    "MR. KIRBY: Well, thank you.\n\nQ: Did you?\n\nMR. KIRBY: No.\n\nREPORTER: Next.",
    "GUTERRES: I call for a truce.\n\nLAVROV: We have heard it.\n\nGUTERRES: Then act.",
    "Obama: The war in the hills will be over by the end of the year.",
    "The Latest: Rebels say they hold the town and will not leave it before a truce is signed.",
    "Poll: Most people in the valley want the truce to hold, and a third want a vote on it.",
    "RADIO AMERICA SAID: THE TOWN HAS FALLEN.",
    "THE LAST REPORT STATES: TWO SOLDIERS DIED.",
    "Kherson, Mykolaiv and Odesa were shelled.",
    "M23 - the rebels - hold Goma.",
    "F-16s struck the base.",
    "Note: all times are local and all of the figures are those of the ministry.",
    REST,
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_sentences_that_begin_like_one(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize("line", ["KINSHASA 1997-02-17", "GOMA, Zaire 1997-02-18", "BAKU, 14 October 2020"])
def test_a_place_and_a_day_on_a_line_of_their_own_outrank_a_headline(line: str) -> None:
    found = find(f"ZAIRE: Planes strike the town.\n\nJane Doe\n\n{line}\n\n{REST}")
    assert found is not None
    assert found.span.text == line
    assert found.date is not None
    assert found.date.start is not None


def test_a_dateline_deep_in_the_text_is_none() -> None:
    assert find("\n\n".join([REST] * 9) + "\n\nKHARTOUM (Reuters) - More was heard.") is None


@given(st.text(max_size=120) | st.text("ABab ,.-—:()/[]0123", max_size=60))
def test_any_text(text: str) -> None:
    found = find(text)
    if found is not None:
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.place or found.agency
