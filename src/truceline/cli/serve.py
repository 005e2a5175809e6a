"""``truceline serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_option
from .serving import Team, team_options

if TYPE_CHECKING:
    from ..ledger import Ledger

PORT = 8765


@click.command(short_help="Open a ledger in the browser.")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address of this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="NUMBER",
              help="Port to listen on; 0 takes any that is free.")  # fmt: skip
@click.option("--open/--no-open", "open_browser", default=False, help="Also open the browser there, or not.")
@click.option("--compare/--no-compare", default=True,
              help="Bring stories, incidents and accounts up to date, or leave that to another program.")
@team_options
def command(ledger: Path, host: str, port: int, open_browser: bool, compare: bool, **given: Any) -> None:
    """Open a ledger in the browser: its reports with every claim marked, and its claims to be searched, narrowed,
    sorted and kept as files.

    Nothing is fetched from any other host, and nothing in the claims is changed.  Another program may read reports
    into the ledger meanwhile; what they say is compared a few seconds later, unless nothing may be changed.  Unless
    told otherwise only this machine can reach the address, and no one has to sign in.  With any other --host,
    --public-url or --allowed-host everybody has to: make accounts with `truceline people` first.

    \b
    Examples:
      truceline serve
      truceline serve --ledger sudan.db --port 9000 --open
      truceline serve --host 0.0.0.0 --public-url https://ledger.example.org --certfile cert.pem --keyfile key.pem
      truceline serve --public-url https://ledger.example.org --behind-proxy 127.0.0.1
    """
    from ..ledger import Ledger

    team = Team.of(host, given)
    with Ledger(ledger, create=False) as book:
        team.refuse_without_accounts(book, host, port)
        if warning := team.warning(host):
            click.echo(warning, err=True)
        _serve(book, host, port, open_browser, compare, team)


def _serve(book: Ledger, host: str, port: int, open_browser: bool, compare: bool, team: Team) -> None:
    import gc
    import socket

    import uvicorn

    from ..ledger.keeping_up import KeepingUp
    from ..web.app import create_app
    from .app import UserError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        raise UserError(f"Port {port} of {host} cannot be used: {error.strerror}. Give another with --port.") from None
    listening.listen()  # who comes before the server has started waits for it, and is not refused
    keeping_up = KeepingUp(book, follow=not team.settings.read_only) if compare else None
    made = create_app(book, team.settings, keeping_up=keeping_up)
    gc.disable()  # the columns of a large ledger are millions of objects, none of which is let go
    made.state.browser.refresh()
    gc.enable()
    gc.freeze()  # nor later: looking through them again and again would hold up pages for a tenth of a second each time
    shown = f"[{host}]" if ":" in host else host
    scheme = "https" if team.certfile else "http"
    address = f"{team.settings.public_url or f'{scheme}://{shown}:{listening.getsockname()[1]}'}/"
    click.echo(f"{book.path} is open at {address}  (Ctrl-C ends it)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    if keeping_up:
        keeping_up.start()
    server = uvicorn.Server(
        uvicorn.Config(
            made, log_level="warning", server_header=False, proxy_headers=team.proxy is not None,
            forwarded_allow_ips=team.proxy, ssl_certfile=team.certfile, ssl_keyfile=team.keyfile,
        )
    )  # fmt: skip
    server.run(sockets=[listening])
    if keeping_up:
        keeping_up.stop()
