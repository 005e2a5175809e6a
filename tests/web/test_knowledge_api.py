"""Search boxes ask what the program knows of actors and places."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_an_actor_with_what_is_known_of_it(client: TestClient) -> None:
    found = client.get("/api/v1/knowledge/actors", params={"q": "rapid sup"}).json()["items"][0]
    assert found["name"] == "Rapid Support Forces"
    assert (found["country"], found["sector"], found["kind"]) == ("SDN", "REB", "armed group")


def test_offices_are_those_of_the_day(client: TestClient) -> None:
    def role(day: str) -> str | None:
        items = client.get("/api/v1/knowledge/actors", params={"q": "antony blinken", "on": day}).json()["items"]
        return str(items[0]["role"])

    assert role("2016-05-01") != role("2023-05-01") == "Secretary of State"


def test_a_place_with_its_state_and_coordinates(client: TestClient) -> None:
    found = client.get("/api/v1/knowledge/places", params={"q": "khartou", "limit": "5"}).json()
    assert found["total"] == len(found["items"]) <= 5
    city = next(one for one in found["items"] if one["name"] == "Khartoum")
    assert city["country"] == "SDN"
    assert abs(city["lat"] - 15.5) < 0.5
    assert city["population"] > 1_000_000


def test_what_cannot_be_understood_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/knowledge/actors", params={"q": "a", "on": "soon"}).status_code == 400
    assert client.get("/api/v1/knowledge/places", params={"q": "a", "limit": "9999"}).status_code == 400
    assert client.get("/api/v1/knowledge/places").json()["items"] == []
