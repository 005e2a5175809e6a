"""Going back and forward in the browser brings whole pages, as they were."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from visits import Visit

RESTORING = {"HX-Request": "true", "HX-History-Restore-Request": "true"}


@pytest.mark.parametrize("address", ["/claims", "/search?q=ceasefire", "/claims/values/source"])
def test_what_was_left_is_brought_whole(client: TestClient, address: str) -> None:
    text = client.get(address, headers=RESTORING).text
    assert "<html" in text
    assert "<h1>" in text


@pytest.mark.parametrize("width", [1280, 360])
def test_back_and_forward_keep_what_claims_can_be_narrowed_to(chromium: Any, site: str, width: int) -> None:
    visit = Visit(chromium.new_page(viewport={"width": width, "height": 800}), site)
    page = visit.to("/claims")
    narrow = width < 992
    if narrow:
        page.click("#narrow > summary")
    page.click("#facet-kind a:has-text('toll')")
    page.locator("#count:has-text('3 claims')").wait_for()
    for step, count in ((page.go_back, "9 claims"), (page.go_forward, "3 claims"), (page.go_back, "9 claims")):
        step()
        page.locator(f"#count:has-text('{count}')").wait_for()
        assert page.locator("html > body > header.bar").count() == 1
        if narrow and not page.locator("#facet-kind").is_visible():
            page.click("#narrow > summary")
        assert page.locator("#facet-kind a:has-text('toll')").is_visible()
        assert page.locator(".dates input[name=since]").is_visible()
    assert visit.wrong == []
    page.close()
