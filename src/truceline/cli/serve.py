"""``truceline serve``."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import ledger_option

if TYPE_CHECKING:
    from ..ledger import Ledger

PORT = 8765


@click.command(short_help="Open a ledger in the browser.")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address of this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="NUMBER",
              help="Port to listen on; 0 takes any that is free.")  # fmt: skip
@click.option("--open/--no-open", "open_browser", default=False, help="Also open the browser there, or not.")
def command(ledger: Path, host: str, port: int, open_browser: bool) -> None:
    """Open a ledger in the browser: its reports with every claim marked, and its claims to be searched, narrowed,
    sorted and kept as files.

    Nothing is fetched from any other host, and nothing in the claims is changed.  Another program may read reports
    into the ledger meanwhile.  Only this machine can reach the address; there are no accounts yet, so no other address
    is listened on.

    \b
    Examples:
      truceline serve
      truceline serve --ledger sudan.db --port 9000 --open
    """
    from ..ledger import Ledger
    from .app import UserError

    if not _is_loopback(host):
        raise UserError(
            f"{host} can be reached by others, and without accounts, which this version does not have, everybody could "
            "read the ledger. Leave --host away, and reach this machine through an SSH tunnel: "
            f"ssh -L {port}:127.0.0.1:{port} THIS-MACHINE",
            2,
        )
    with Ledger(ledger, create=False) as book:
        _serve(book, host, port, open_browser)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _serve(book: Ledger, host: str, port: int, open_browser: bool) -> None:
    import socket
    import threading

    import uvicorn

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
    made = create_app(book)
    made.state.browser.refresh()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"{book.path} is open at {address}  (Ctrl-C ends it)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    threading.Thread(target=_compare, args=[book], daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(made, log_level="warning", server_header=False))
    server.run(sockets=[listening])


def _compare(book: Ledger) -> None:
    """Bring stories, copies and incidents up to date while the pages are open already."""
    from sqlalchemy.exc import DatabaseError

    try:
        book.compare()
    except DatabaseError as error:
        click.echo(f"Stories, copies and incidents are as they were compared last ({error.orig}).", err=True)
