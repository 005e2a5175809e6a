"""The map as it is sent: places and areas, what has none, names and holders, pictures, and the same as JSON."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Event, EventType, Place, Toll
from truceline.web import areas
from truceline.web.app import create_app

Make = Callable[..., Any]


def place(text: str, name: str, lat: float | None, lon: float | None, precision: Any, country: str = "AZE") -> Place:
    return Place(text=text, name=name, country=country, lat=lat, lon=lon, precision=precision)


STEPANAKERT = place("Stepanakert", "Stepanakert", 39.815, 46.752, "exact")
KHANKENDI = place("Khankendi", "Stepanakert", 39.815, 46.752, "exact")
PROVINCE = place("the province", "Westmark", 13.4, 38.1, "admin1", "ETH")
LAND = place("Ethiopia", "Ethiopia", 9.0, 39.5, "country", "ETH")
NOWHERE = place("Little Hill", "Little Hill", None, None, "near", "ETH")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, making: tuple[Make, Make, Make, Make]) -> Iterator[Ledger]:
    """A town under two names, a province, a country, a village that nobody can find, and a claim without any place."""
    report, held, dead, truce = making
    army, front = Actor(text="the army", name="The Army"), Actor(text="the Front", name="The Front")

    def at(body: Control | Toll | Event, *places: Place) -> Any:
        return msgspec.structs.replace(body, places=places)

    kind: EventType = "AGREE"
    readings: list[Reading] = [
        report("The army holds Stepanakert.", "2023-09-20", at(held(army), STEPANAKERT), army),
        report("The Front holds Khankendi.", "2023-09-21", at(held(front), KHANKENDI), front),
        report("In the province 9 died.", "2023-09-21", at(dead(9, 9), PROVINCE), army),
        report("In Ethiopia 12 died.", "2023-09-22", at(dead(12, 12), LAND), front),
        report("Little Hill was spared.", "2023-09-22", at(truce(kind, "spared", "2023-09-22", army), NOWHERE), army),
        report("They agreed somewhere.", "2023-09-25", truce(kind, "agreed", "2023-09-25", army, front), army),
    ]
    with Ledger(tmp_path_factory.mktemp("map") / "map.db") as book:
        book.add_all(readings)
        yield book


@pytest.fixture(scope="module")
def asked(told: Ledger) -> TestClient:
    """Asks the application on that ledger."""
    return TestClient(create_app(told), base_url="http://localhost", raise_server_exceptions=False)


def features(client: TestClient, **parts: str) -> dict[str, Any]:
    answer = client.get("/api/v1/map", params=parts).json()
    return {one["properties"]["place"]: one for one in answer["features"]}


def test_places_are_geojson_with_counts_by_kind(asked: TestClient) -> None:
    answer = asked.get("/api/v1/map").json()
    assert answer["type"] == "FeatureCollection"
    town = answer["features"][0]
    assert town["geometry"] == {"type": "Point", "coordinates": [46.752, 39.815]}
    assert {k: town["properties"][k] for k in ("place", "event", "toll", "control", "radius_km")} == {
        "place": "Stepanakert", "event": 0, "toll": 0, "control": 2, "radius_km": 0.0,
    }  # fmt: skip
    assert town["properties"]["names"]["Khankendi"] == "Azerbaijan"
    assert (answer["claims"], answer["placed"], answer["unplaced_named"]) == (6, 4, 1)
    assert answer["unplaced"] == {"event": 2, "toll": 0, "control": 0}
    assert [one["place"] for one in answer["unlocated"]] == ["Little Hill"]


def test_what_is_no_point_has_an_area(asked: TestClient) -> None:
    reach = {name: one["properties"]["radius_km"] for name, one in features(asked).items()}
    assert reach["Westmark"] == areas.RADIUS_KM["admin1"]
    assert 500 < reach["Ethiopia"] < areas.WIDEST_KM
    assert areas.radius_km("country", "RUS") == areas.WIDEST_KM
    assert areas.radius_km(None, None) == areas.UNKNOWN_KM


def test_filters_hold_for_the_map(asked: TestClient) -> None:
    assert features(asked, kind="toll").keys() == {"Westmark", "Ethiopia"}
    assert features(asked, box="30,5,40,20").keys() == {"Westmark", "Ethiopia"}
    assert features(asked, country="AZE").keys() == {"Stepanakert"}
    assert asked.get("/api/v1/map?limit=1").json()["left_out"] == 2


def test_the_timeline_counts_days(asked: TestClient) -> None:
    line = asked.get("/api/v1/timeline?by=day&since=2000&until=2001&kind=event").json()
    assert (line["step"], line["undated"]) == ("day", 0)
    assert {bar["first"]: bar["event"] for bar in line["bars"] if bar["event"]} == {"2023-09-22": 1, "2023-09-25": 1}
    assert asked.get("/api/v1/timeline?kind=control").json() is None


def test_the_page_lists_places_and_what_has_none(asked: TestClient) -> None:
    text = asked.get("/map").text
    assert re.findall(r"data-spot=\"([^\"]*)\"", text) == [
        "Stepanakert@39.815,46.752", "Westmark@13.4,38.1", "Ethiopia@9.0,39.5", "Little Hill@"]  # fmt: skip
    assert "somewhere in the province" in text
    assert "more than one name" in text
    assert re.search(r"href=\"/claims\?placed=no\">2 claims</a>", text)
    assert "1 name no place at all" in text


def test_claims_without_a_place_are_those_that_the_page_counts(asked: TestClient) -> None:
    assert asked.get("/api/v1/claims?placed=no").json()["total"] == 2
    assert asked.get("/api/v1/claims?placed=yes").json()["total"] == 4


def test_a_place_tells_its_names_and_who_is_said_to_hold_it(asked: TestClient) -> None:
    text = asked.get("/map/beside?spot=Stepanakert@39.815,46.752").text
    called = dict(re.findall(r"<dt lang=\"und\">([^<]*)</dt><dd>(.*?)</dd>", text, re.DOTALL))
    assert "Wire of The Army" in called["Stepanakert"]
    assert "Wire of The Front" in called["Khankendi"]
    assert "used by Azerbaijan" in " ".join(called["Khankendi"].split())
    assert "by no report here" in called["Xankandi"]
    holding = text[text.index("Who is said to hold it") : text.index("<h3>Claims")]
    assert "The Army" in holding
    assert "The Front" in holding
    assert text.count("<blockquote>") == 2


@pytest.mark.parametrize(
    ("spot", "says"),
    [("Little Hill@", "where it lies is not known"), ("Ethiopia@9.0,39.5", "somewhere in the country"),
     ("None Such@1,2", "No claim of those chosen is about this place")],
)  # fmt: skip
def test_any_place_can_be_asked_for(asked: TestClient, spot: str, says: str) -> None:
    assert says in asked.get("/map", params={"spot": spot}).text


@pytest.mark.parametrize("spot", ["A@x,1", "A@91,0", "A@1", "A@nan,0", "A@0,181"])
def test_a_place_that_cannot_be_is_refused(asked: TestClient, spot: str) -> None:
    answer = asked.get("/map", params={"spot": spot})
    assert answer.status_code == 400
    assert "NAME@LATITUDE,LONGITUDE" in answer.text


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,10,1,5", "-181,0,0,0", "nan,0,1,1"])
def test_a_box_that_cannot_be_is_refused(asked: TestClient, box: str) -> None:
    assert asked.get("/api/v1/map", params={"box": box}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/map/places.svg", "/map/places.svg?scheme=dark&kind=toll", "/map/places.svg?text=nothing",
                "/map/claim.svg?at=@39.8,46.7,exact,AZE&kind=toll", "/map/claim.svg?at=@-17.7,178.8,country,FJI"],
)  # fmt: skip
def test_pictures_are_svg_that_fetches_nothing(asked: TestClient, address: str) -> None:
    answer = asked.get(address)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = ET.fromstring(answer.text)
    assert root.tag.endswith("svg")
    assert "href" not in answer.text
    paths = [one.get("d") or "" for one in root if one.tag.endswith("path")]
    assert any(len(path) > 50 for path in paths)


def test_a_card_has_a_small_map_of_its_places_alone(asked: TestClient) -> None:
    ids = [one["id"] for one in asked.get("/api/v1/documents").json()["items"]]
    pages = [asked.get(f"/documents/{id}").text for id in ids]
    assert sum("/map/claim.svg" in page for page in pages) == 4
    assert sum('alt="Map: Stepanakert"' in page for page in pages) == 2


def test_a_ledger_without_claims_says_what_to_do(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as book:
        client = TestClient(create_app(book), base_url="http://localhost")
        assert "truceline read" in client.get("/map").text
        assert client.get("/api/v1/map").json()["features"] == []
        assert client.get("/map/places.svg").status_code == 200
