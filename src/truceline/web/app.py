"""The application: pages, the JSON interface, and the files that they need."""

from __future__ import annotations

from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from .. import __version__
from ..ledger import Ledger
from ..ledger.keeping_up import KeepingUp
from ..people.accounts import Accounts
from ..people.provider import Provider
from ..people.sessions import Sessions
from . import (
    api,
    api_compared,
    api_knowledge,
    api_lists,
    api_map,
    api_news,
    api_reviews,
    api_telling,
    desk,
    errors,
    gate,
    languages,
    later,
    parts,
    rights,
    security,
)
from .pages import (
    accounts,
    briefing,
    ceasefires,
    claims,
    document,
    documents,
    facet,
    health,
    home,
    incidents,
    map,
    me,
    people,
    provider,
    restriction,
    search,
    sign_in,
    sources,
    stories,
    words,
)
from .pages.review import add, adjudicate, agreement, grouping, item, log, queue, undoing
from .settings import Settings

STATIC = Path(__file__).parent / "static"

PAGES = (home, briefing, claims, facet, map, document, documents, stories, incidents, accounts, ceasefires, sources,
         words, search, health, sign_in, provider, me, people, restriction,
         queue, item, undoing, add, agreement, adjudicate, log, grouping)  # fmt: skip

INTERFACES = (api_compared, api_knowledge, api_lists, api_map, api_news, api_reviews, api_telling)

ROUTERS = (*(one.router for one in (*PAGES, *INTERFACES)), api.router)
"""All routes that there are; a test looks at the role of each."""


def create_app(
    ledger: Ledger, settings: Settings | None = None, *, catalogues: Path = languages.CATALOGUES,
    keeping_up: KeepingUp | None = None,
) -> FastAPI:  # fmt: skip
    """The application on an opened ledger, which stays the caller's to close; ``catalogues`` has its languages,
    and ``keeping_up`` what compares new reports meanwhile (null: another program has to).

    The interactive pages for OpenAPI that the framework has are left out: they fetch scripts from elsewhere.
    """
    app = FastAPI(
        title="Truceline",
        version=__version__,
        description="The claims of a ledger, read-only: who says what happened, to whom, where and when.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        dependencies=[Depends(rights.allowed), Depends(parts.known)],
    )
    app.state.settings = settings or Settings()
    app.state.keeping_up = keeping_up
    app.state.accounts = Accounts(ledger.store.people())
    app.state.sessions = Sessions(app.state.accounts)
    given = app.state.settings.provider
    app.state.provider = Provider(given) if given else None
    desk.install(app, ledger)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for one in PAGES:
        app.include_router(one.router, include_in_schema=False)
    for one in INTERFACES:
        app.include_router(one.router)
    api.install(app)
    errors.install(app)
    later.install(app)
    gate.install(app)
    security.install(app)
    app.add_middleware(languages.Languages, languages=languages.known(catalogues))
    return app
