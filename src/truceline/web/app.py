"""The application: pages, the JSON interface, and the files that they need."""

from __future__ import annotations

from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from .. import __version__
from ..ledger import Ledger
from ..people.accounts import Accounts
from ..people.sessions import Sessions
from . import api, api_compared, api_knowledge, errors, gate, rights, security
from .desk import Desk
from .pages import (
    accounts,
    ceasefires,
    claims,
    document,
    documents,
    health,
    home,
    incidents,
    me,
    people,
    search,
    sign_in,
    stories,
)
from .pages.review import add, adjudicate, agreement, grouping, item, log, queue
from .settings import Settings

STATIC = Path(__file__).parent / "static"

PAGES = (
    home,
    claims,
    document,
    documents,
    stories,
    incidents,
    accounts,
    ceasefires,
    search,
    health,
    sign_in,
    me,
    people,
)

REVIEW = (queue, item, add, agreement, adjudicate, log, grouping)


def create_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The application on an opened ledger, which stays the caller's to close.

    The interactive pages for OpenAPI that the framework has are left out: they fetch scripts from elsewhere.
    """
    app = FastAPI(
        title="Truceline",
        version=__version__,
        description="The claims of a ledger, read-only: who says what happened, to whom, where and when.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        dependencies=[Depends(rights.allowed)],
    )
    app.state.settings = settings or Settings()
    app.state.accounts = Accounts(ledger.store.people())
    app.state.sessions = Sessions(app.state.accounts)
    app.state.desk = Desk.of(ledger)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for one in (*PAGES, *REVIEW):
        app.include_router(one.router, include_in_schema=False)
    app.include_router(api_compared.router)
    app.include_router(api_knowledge.router)
    api.install(app)
    errors.install(app)
    gate.install(app)
    security.install(app)
    return app
