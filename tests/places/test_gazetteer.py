"""The gazetteer: spellings, states, divisions under the names the press writes, names as English reports write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from truceline.knowledge.gazetteer import distance_km, gazetteer
from truceline.knowledge.place_display import display_name, plain_name
from truceline.knowledge.place_names import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("El Fasher", "Al-Fashir"), ("Deir ez-Zor", "Deir al-Zor"), ("Kiev", "Kyiv"), ("Artemivsk", "Bakhmut"),
        ("Hodeidah", "Hudaydah"), ("Khan Younis", "Khan Yunis"), ("Cebrail", "Jabrayil"), ("Sana'a", "Sanaa"),
        ("Mek'ele", "Mekelle"), ("Al-Junaina", "El Geneina"), ("Kobane", "Kobani"), ("Rangoon", "Yangon"),
        ("Jabaliya", "Jabalia"), ("Tombouctou", "Timbuktu"), ("Belet Weyne", "Beledweyne"), ("Punch", "Poonch"),
        ("Lugansk", "Luhansk"), ("Ain al-Arab", "Kobani"), ("Derry", "Londonderry"), ("Peja", "Pec"),
        ("Laukkaing", "Laukkai"), ("Cité Soleil", "Cite Soleil"), ("Wad Medani", "Wad Madani"),
        ("Zaporizhzhia NPP", "Zaporizhzhia nuclear plant"), ("Ayungin Shoal", "Second Thomas Shoal"),
    ],
)  # fmt: skip
def test_other_names_of_one_place_give_one_place(one: str, other: str) -> None:
    assert gazetteer().lookup(one)[0].key == gazetteer().lookup(other)[0].key


REGIONS = [
    ("Kherson region", "Kherson Oblast", "UKR"), ("Kharkiv region", "Kharkiv Oblast", "UKR"),
    ("Donetsk region", "Donetsk Oblast", "UKR"), ("Luhansk province", "Luhansk Oblast", "UKR"),
    ("Sumy Oblast", "Sumy Oblast", "UKR"), ("Kursk region", "Kursk Oblast", "RUS"),
    ("Belgorod Oblast", "Belgorod Oblast", "RUS"), ("Idlib governorate", "Idlib Governorate", "SYR"),
    ("Aleppo province", "Aleppo Governorate", "SYR"), ("Hasakah province", "Hasakah Governorate", "SYR"),
    ("Anbar", "Anbar Governorate", "IRQ"), ("Nineveh province", "Nineveh Governorate", "IRQ"),
    ("Diyala", "Diyala Governorate", "IRQ"), ("Sistan-Baluchestan", "Sistan and Baluchestan Province", "IRN"),
    ("Marib province", "Marib Governorate", "YEM"), ("Shabwa", "Shabwa", "YEM"), ("Hadramout", "Hadramawt", "YEM"),
    ("North Darfur", "North Darfur", "SDN"), ("Gezira state", "Gezira State", "SDN"),
    ("West Kordofan", "West Kordofan", "SDN"), ("Blue Nile state", "Blue Nile State", "SDN"),
    ("Jonglei", "Jonglei", "SSD"), ("Unity State", "Unity State", "SSD"), ("Upper Nile", "Upper Nile", "SSD"),
    ("Tigray", "Tigray", "ETH"), ("Amhara region", "Amhara", "ETH"), ("Oromia", "Oromia", "ETH"),
    ("Lower Shabelle", "Lower Shabelle", "SOM"), ("Hiran", "Hiran", "SOM"), ("Gash-Barka", "Gash-Barka", "ERI"),
    ("North Kivu province", "North Kivu", "COD"), ("South Kivu", "South Kivu", "COD"), ("Ituri", "Ituri", "COD"),
    ("Ouham-Pendé", "Ouham-Pende", "CAF"), ("Ménaka region", "Menaka Region", "MLI"),
    ("Boucle du Mouhoun", "Boucle du Mouhoun", "BFA"), ("Tillaberi region", "Tillaberi Region", "NER"),
    ("Borno State", "Borno State", "NGA"), ("Zamfara", "Zamfara State", "NGA"),
    ("Plateau state", "Plateau State", "NGA"),
    ("Far North Region", "Far North", "CMR"), ("Cabo Delgado", "Cabo Delgado", "MOZ"),
    ("Helmand", "Helmand", "AFG"), ("Kunar province", "Kunar", "AFG"), ("Nangarhar", "Nangarhar", "AFG"),
    ("Maidan Wardak", "Wardak", "AFG"), ("Khyber-Pakhtunkhwa", "Khyber Pakhtunkhwa", "PAK"),
    ("Baluchistan province", "Balochistan", "PAK"), ("Jammu and Kashmir", "Jammu and Kashmir", "IND"),
    ("Manipur", "Manipur", "IND"), ("Sagaing region", "Sagaing Region", "MMR"),
    ("Rakhine state", "Rakhine State", "MMR"), ("Karenni", "Kayah State", "MMR"), ("Magwe", "Magway Region", "MMR"),
    ("Pattani province", "Pattani Province", "THA"), ("Oddar Meanchey", "Oddar Meanchey", "KHM"),
    ("Cauca", "Cauca", "COL"), ("Norte de Santander", "Norte de Santander", "COL"), ("Chocó", "Choco", "COL"),
    ("Michoacán", "Michoacan", "MEX"), ("Sinaloa", "Sinaloa", "MEX"), ("Artibonite", "Artibonite", "HTI"),
    ("Republika Srpska", "Republika Srpska", "BIH"), ("Morazán", "Morazan", "SLV"), ("El Quiché", "Quiche", "GTM"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "name", "country"), REGIONS)
def test_regions_of_countries_at_war(written: str, name: str, country: str) -> None:
    found = gazetteer().lookup(written)[0]
    assert (found.name, found.country, found.precision) == (name, country, "admin1")
    assert found.lat is not None


@pytest.mark.parametrize("name", ["Kherson", "Idlib", "Aleppo", "Kandahar", "Herat", "Sumy", "Homs", "Kunduz"])
def test_the_name_of_a_town_is_not_first_its_region(name: str) -> None:
    found = gazetteer().lookup(name)
    assert next(c.own for c in found if c.precision == "exact" and c.country == found[0].country)
    assert not any(c.own for c in found if c.precision == "admin1" and c.overlay is not None)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Al Ḩasakah", "Al Hasakah"), ("Spīn Bōldak", "Spin Boldak"), ("Şa‘dah", "Sadah"), ("Şuşa", "Susa"),
        ("Xankəndi", "Xankandi"), ("Ağdam", "Agdam"), ("Kŭhistoni Badakhshon", "Kuhistoni Badakhshon"),
        ("Lviv", "Lviv"),
    ],
)  # fmt: skip
def test_a_name_without_its_marks(name: str, shown: str) -> None:
    assert plain_name(name) == shown


@pytest.mark.parametrize(
    ("number", "name", "country", "shown"),
    [
        (1, "Gereškh", "AFG", "Gereskh"), (1, "Bogotá", "COL", "Bogotá"),
        (1, "Municipio Catatumbo", "VEN", "Catatumbo"),
        (569665, "Chechenskaya Respublika", "RUS", "Chechnya"), (1, "Municipio", "VEN", "Municipio"),
        (3527646, "Ciudad de México", "MEX", "Mexico City"), (1, "Nowhere", None, "Nowhere"),
    ],
)  # fmt: skip
def test_names_as_english_reports_write_them(number: int, name: str, country: str | None, shown: str) -> None:
    assert display_name(number, name, country) == shown


@given(st.text(max_size=40))
@example("ǿ")
def test_a_plain_name_is_plain(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert all(c.name for c in gazetteer().lookup(name))
    assert fold(fold(name)) == fold(fold(fold(name)))


def test_a_state_has_the_name_of_the_countries_file() -> None:
    assert {c.name for c in gazetteer().country("COD")} == {"Democratic Republic of the Congo"}
    assert gazetteer().country("YUG") == ()


def test_a_part_of_a_state_is_not_the_state() -> None:
    assert [c.precision for c in gazetteer().lookup("England") if c.country == "GBR"] == ["admin1"]


def test_unknown_names() -> None:
    assert gazetteer().lookup("Xyzzyville upon Nothing") == ()
    assert "Xyzzyville upon Nothing" not in gazetteer()


def test_distances() -> None:
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=5)
    assert distance_km(50.45, 30.52, 50.45, 30.52) == 0
