"""Office-holders: terms that fit, people that occur once, and who held which office on which day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest

from truceline.knowledge.loader import load_armed_groups, load_countries, load_people
from truceline.knowledge.schema import Office, Person

PEOPLE = load_people()

ONE_AT_A_TIME = {
    "President", "Prime Minister", "Chancellor", "King", "Emir", "Supreme Leader", "Foreign Minister",
    "Defence Minister", "Interior Minister", "Home Minister", "Secretary of State", "Secretary of Defense",
    "National Security Adviser", "Security Council secretary", "Foreign Secretary", "Chief of the General Staff",
    "Chairman of the Joint Chiefs of Staff", "Army chief", "Permanent Representative to the United Nations",
    "Secretary-General", "Secretary General", "High Representative", "President of the European Commission",
    "President of the European Council", "Emergency Relief Coordinator", "High Commissioner for Human Rights",
    "High Commissioner for Refugees", "Special Envoy for Yemen", "Special Envoy for Syria", "Prosecutor", "Leader",
    "Kremlin spokesperson", "White House Press Secretary", "State Department spokesperson",
    "Commander of US Central Command", "Governor of Belgorod", "Governor of Kharkiv region",
    "Governor of Kherson region",
}  # fmt: skip
"""Offices that one person holds at a time."""

TWO_HELD_IT = {
    ("Prime Minister", "Cambodia"): "first and second prime ministers, 1993 to 1998",
    ("President", "Ivory Coast"): "both claimed the office from December 2010 to April 2011",
}
"""Offices that two people did hold, or claimed, at once, and why."""

HANDOVER = timedelta(days=7)


def earliest(prefix: str) -> date:
    return date.fromisoformat((prefix + "-01-01")[:10])


def latest(prefix: str) -> date:
    if len(prefix) == 10:
        return date.fromisoformat(prefix)
    year, month = int(prefix[:4]), int(prefix[5:7] or 12)
    return date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)


def surely_together(one: Office, other: Office) -> timedelta:
    """How long two terms surely overlap, whatever days their months and years stand for."""
    begin = max(latest(o.from_) for o in (one, other) if o.from_)
    end = min(earliest(o.to) if o.to else date.max for o in (one, other))
    return end - begin


def test_terms_of_one_office_do_not_overlap() -> None:
    held: dict[tuple[str, str], list[tuple[Person, Office]]] = defaultdict(list)
    for person in PEOPLE:
        for office in person.offices:
            if office.role in ONE_AT_A_TIME:
                held[office.role, office.of].append((person, office))
    overlaps = [
        f"{key}: {a.name} {x.from_}..{x.to}, {b.name} {y.from_}..{y.to}"
        for key, terms in held.items()
        if key not in TWO_HELD_IT
        for (a, x), (b, y) in combinations(terms, 2)
        if surely_together(x, y) > HANDOVER
    ]
    assert overlaps == []


def test_every_term_has_a_beginning_and_they_stand_in_order() -> None:
    for person in PEOPLE:
        begins = [office.from_ or "" for office in person.offices]
        assert all(begins), person.name
        assert begins == sorted(begins), person.name


def test_dates_are_days_of_the_calendar() -> None:
    for person in PEOPLE:
        for office in person.offices:
            for day in (office.from_, office.to):
                assert day is None or earliest(day), person.name


def test_nobody_stands_twice() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for person in PEOPLE:
        for name in dict.fromkeys((person.name, *person.names)):
            owners[name].append(person.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_a_surname_is_part_of_a_name() -> None:
    stray = [p.name for p in PEOPLE if p.surname and not any(p.surname in name for name in (p.name, *p.names))]
    assert stray == []


def test_a_surname_leaves_the_article_away() -> None:
    """A surname of "Burhan" finds "al-Burhan" as well; "al-Burhan" would miss "Burhan"."""
    assert [p.name for p in PEOPLE if p.surname and p.surname.casefold().startswith(("al-", "el-"))] == []


def test_countries_are_known() -> None:
    known = {country.iso3 for country in load_countries()}
    assert {o.country for p in PEOPLE for o in p.offices if o.country} <= known


def test_leaders_of_armed_groups_name_a_known_group() -> None:
    known = {group.name for group in load_armed_groups()}
    used = {office.of for person in PEOPLE for office in person.offices if office.sector in ("REB", "CRM")}
    assert used <= known


LED_AS = {"GOV": "the group governs", "PTY": "it is a party by now", "OPP": "it laid down its arms"}
"""Sectors that the office of an armed group may have instead of the group's own, and why."""


def test_an_office_of_an_armed_group_fits_the_group() -> None:
    groups = {group.name: group for group in load_armed_groups()}
    misfits = [
        (person.name, office.of)
        for person in PEOPLE
        for office in person.offices
        if (group := groups.get(office.of))
        and (
            office.country != group.country
            or (office.sector != group.sector and office.sector not in LED_AS)
            or not group.covers((office.from_ or "")[:4])
        )
    ]
    assert misfits == []


ON_THAT_DAY = [
    ("2020-10-14", "President", "Azerbaijan", "Ilham Aliyev"),
    ("2020-10-14", "Secretary of State", "United States", "Mike Pompeo"),
    ("2020-10-14", "Prime Minister", "Armenia", "Nikol Pashinyan"),
    ("2020-10-14", "President", "Nagorno-Karabakh authorities", "Arayik Harutyunyan"),
    ("2020-10-14", "Defence Minister", "Armenia", "Davit Tonoyan"),
    ("2020-10-14", "High Representative", "European Union", "Josep Borrell"),
    ("2023-09-20", "President", "Nagorno-Karabakh authorities", "Samvel Shahramanyan"),
    ("2023-09-20", "Secretary of State", "United States", "Antony Blinken"),
    ("2023-09-20", "Secretary-General", "United Nations", "Antonio Guterres"),
    ("1994-05-12", "President", "Azerbaijan", "Heydar Aliyev"),
    ("1994-05-12", "President", "Armenia", "Levon Ter-Petrosyan"),
    ("2008-08-08", "President", "Georgia", "Mikheil Saakashvili"),
    ("2008-08-08", "President", "Russia", "Dmitry Medvedev"),
    ("2008-08-08", "Prime Minister", "Russia", "Vladimir Putin"),
    ("2008-08-08", "President", "South Ossetia authorities", "Eduard Kokoity"),
    ("1995-01-10", "President", "Russia", "Boris Yeltsin"),
    ("1995-01-10", "Defence Minister", "Russia", "Pavel Grachev"),
    ("1995-01-10", "President", "Chechen Republic of Ichkeria", "Dzhokhar Dudayev"),
    ("2022-02-24", "President", "Ukraine", "Volodymyr Zelensky"),
    ("2022-02-24", "Defence Minister", "Ukraine", "Oleksii Reznikov"),
    ("2022-02-24", "Defence Minister", "Russia", "Sergei Shoigu"),
    ("2022-02-24", "Prime Minister", "United Kingdom", "Boris Johnson"),
    ("2022-02-24", "Chancellor", "Germany", "Olaf Scholz"),
    ("2022-02-24", "Secretary-General", "NATO", "Jens Stoltenberg"),
    ("2024-06-01", "Defence Minister", "Russia", "Andrei Belousov"),
    ("2024-03-01", "Commander-in-Chief of the Armed Forces", "Ukraine", "Oleksandr Syrskyi"),
    ("2014-07-17", "Prime Minister", "Donetsk People's Republic", "Alexander Borodai"),
    ("2014-07-17", "President", "Ukraine", "Petro Poroshenko"),
    ("2023-10-08", "Prime Minister", "Israel", "Benjamin Netanyahu"),
    ("2023-10-08", "Defence Minister", "Israel", "Yoav Gallant"),
    ("2023-10-08", "Head of the political bureau", "Hamas", "Ismail Haniyeh"),
    ("2023-10-08", "Military spokesperson", "Israel", "Daniel Hagari"),
    ("2006-07-20", "Prime Minister", "Israel", "Ehud Olmert"),
    ("2006-07-20", "Defence Minister", "Israel", "Amir Peretz"),
    ("2006-07-20", "Prime Minister", "Lebanon", "Fouad Siniora"),
    ("2006-07-20", "Secretary General", "Hezbollah", "Hassan Nasrallah"),
    ("2024-11-27", "Secretary General", "Hezbollah", "Naim Qassem"),
    ("2024-11-27", "Prime Minister", "Lebanon", "Najib Mikati"),
    ("2002-04-05", "Prime Minister", "Israel", "Ariel Sharon"),
    ("2013-08-21", "President", "Syria", "Bashar al-Assad"),
    ("2013-08-21", "Foreign Minister", "Syria", "Walid al-Moallem"),
    ("2025-03-10", "President", "Syria", "Ahmed al-Sharaa"),
    ("2003-03-20", "President", "Iraq", "Saddam Hussein"),
    ("2003-03-20", "Secretary of Defense", "United States", "Donald Rumsfeld"),
    ("2003-03-20", "Prime Minister", "United Kingdom", "Tony Blair"),
    ("2014-06-10", "Prime Minister", "Iraq", "Nouri al-Maliki"),
    ("2020-01-02", "Commander of the Quds Force", "Iran", "Qassem Soleimani"),
    ("2025-06-14", "Foreign Minister", "Iran", "Abbas Araghchi"),
    ("2015-03-26", "Foreign Minister", "Saudi Arabia", "Saud al-Faisal"),
    ("2018-12-13", "Special Envoy for Yemen", "United Nations", "Martin Griffiths"),
    ("2022-04-02", "Special Envoy for Yemen", "United Nations", "Hans Grundberg"),
    ("2016-03-18", "President", "Turkey", "Recep Tayyip Erdogan"),
    ("2019-10-09", "Foreign Minister", "Turkey", "Mevlut Cavusoglu"),
    ("2023-04-15", "Chairman of the Sovereign Council", "Sudan", "Abdel Fattah al-Burhan"),
    ("2023-04-15", "Commander", "Rapid Support Forces", "Mohamed Hamdan Dagalo"),
    ("2004-08-01", "President", "Sudan", "Omar al-Bashir"),
    ("2013-12-16", "President", "South Sudan", "Salva Kiir"),
    ("2020-11-04", "Prime Minister", "Ethiopia", "Abiy Ahmed"),
    ("2020-11-04", "Leader", "Tigray People's Liberation Front", "Debretsion Gebremichael"),
    ("1999-02-10", "Prime Minister", "Ethiopia", "Meles Zenawi"),
    ("2017-10-14", "President", "Somalia", "Mohamed Abdullahi Mohamed"),
    ("2012-11-20", "President", "Democratic Republic of the Congo", "Joseph Kabila"),
    ("1994-04-05", "President", "Rwanda", "Juvenal Habyarimana"),
    ("2014-04-15", "President", "Nigeria", "Goodluck Jonathan"),
    ("2014-04-15", "Leader", "Boko Haram", "Abubakar Shekau"),
    ("2022-08-01", "President", "Mali", "Assimi Goita"),
    ("2023-07-20", "President", "Niger", "Mohamed Bazoum"),
    ("2023-08-01", "President", "Niger", "Abdourahamane Tiani"),
    ("2019-04-04", "Commander", "Libyan National Army", "Khalifa Haftar"),
    ("2019-04-04", "Prime Minister", "Libya", "Fayez al-Sarraj"),
    ("2019-02-27", "Prime Minister", "India", "Narendra Modi"),
    ("2019-02-27", "Prime Minister", "Pakistan", "Imran Khan"),
    ("2019-02-27", "Military spokesperson", "Pakistan", "Asif Ghafoor"),
    ("1999-06-15", "Prime Minister", "India", "Atal Bihari Vajpayee"),
    ("1999-06-15", "Prime Minister", "Pakistan", "Nawaz Sharif"),
    ("2021-08-14", "President", "Afghanistan", "Ashraf Ghani"),
    ("2021-08-14", "Spokesperson", "Taliban", "Zabihullah Mujahid"),
    ("2009-05-17", "President", "Sri Lanka", "Mahinda Rajapaksa"),
    ("2009-05-17", "Leader", "Liberation Tigers of Tamil Eelam", "Velupillai Prabhakaran"),
    ("2009-05-17", "Military spokesperson", "Sri Lanka", "Udaya Nanayakkara"),
    ("2021-03-01", "Military spokesperson", "Myanmar", "Zaw Min Tun"),
    ("2017-06-01", "President", "Philippines", "Rodrigo Duterte"),
    ("2025-07-25", "acting Prime Minister", "Thailand", "Phumtham Wechayachai"),
    ("2025-07-25", "Prime Minister", "Cambodia", "Hun Manet"),
    ("2016-09-26", "President", "Colombia", "Juan Manuel Santos"),
    ("2016-09-26", "Leader", "Revolutionary Armed Forces of Colombia", "Rodrigo Londono"),
    ("1995-07-11", "Commander of the army", "Republika Srpska", "Ratko Mladic"),
    ("1995-07-11", "Chairman of the Presidency", "Bosnia and Herzegovina", "Alija Izetbegovic"),
    ("1999-04-01", "President", "Yugoslavia", "Slobodan Milosevic"),
    ("1999-04-01", "Secretary of State", "United States", "Madeleine Albright"),
    ("1991-01-17", "President", "United States", "George H. W. Bush"),
    ("2025-02-15", "Secretary of State", "United States", "Marco Rubio"),
    ("2024-02-15", "Emergency Relief Coordinator", "United Nations", "Martin Griffiths"),
]


@pytest.mark.parametrize(("day", "role", "of", "name"), ON_THAT_DAY)
def test_who_held_the_office_on_that_day(day: str, role: str, of: str, name: str) -> None:
    holders = {p.name for p in PEOPLE for o in p.offices_on(day) if (o.role, o.of) == (role, of)}
    assert name in holders
    assert len(holders) == 1 or role not in ONE_AT_A_TIME


NOT_ANY_MORE = [
    ("2018-04-25", "Secretary of State", "Mike Pompeo"),
    ("2021-01-21", "Secretary of State", "Mike Pompeo"),
    ("2003-11-01", "President", "Heydar Aliyev"),
    ("2024-10-01", "Secretary General", "Hassan Nasrallah"),
    ("2009-06-01", "Leader", "Velupillai Prabhakaran"),
    ("2024-12-09", "President", "Bashar al-Assad"),
    ("2023-09-01", "Leader", "Yevgeny Prigozhin"),
    ("2016-12-31", "Secretary-General", "Antonio Guterres"),
]


@pytest.mark.parametrize(("day", "role", "name"), NOT_ANY_MORE)
def test_who_did_not_hold_it(day: str, role: str, name: str) -> None:
    person = next(p for p in PEOPLE if p.name == name)
    assert role not in {office.role for office in person.offices_on(day)}
    assert role in {office.role for office in person.offices}
