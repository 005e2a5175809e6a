"""``truceline``: the list of commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from .. import __version__

COMMANDS = {
    "read": "Read reports into a ledger.",
    "claims": "List the claims of a ledger.",
    "show": "Show a claim in its document, and why it is there.",
    "documents": "List the documents of a ledger.",
    "stories": "List the stories that the documents tell.",
    "incidents": "List happenings with all claims about each.",
    "copies": "List documents that are copies of others.",
    "ceasefires": "Follow ceasefires: steps, states, declarations.",
    "tolls": "List toll series, rivals side by side.",
    "disputes": "List claims that cannot all hold.",
    "corroboration": "List what independent sources agree in.",
    "words": "Lay side by side the words that sources choose.",
    "report": "Report what is claimed, and by whom.",
    "review": "Decide about claims; export them as gold.",
    "export": "Write claims as JSON Lines, CSV or Parquet.",
    "serve": "Open a ledger in the browser.",
    "people": "Say who may sign in to a ledger.",
    "restrict": "Let only named people read a document.",
    "verify": "Prove that every claim still stands in its document.",
    "conflicts": "List the conflicts that the documents tell of.",
    "evaluate": "Measure the program on public benchmarks.",
    "info": "Say what is installed and what the ledger holds.",
}
"""Name and one line of help of every command, in the order of use; ``cli/NAME.py`` holds it as ``command``."""

INTERNAL_ERROR = 70
INTERRUPTED = 130
LEDGER_ERROR = 3


class UserError(click.ClickException):
    """An error that is told without a traceback: what happened, and what to do next."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and that turns errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(f"{__package__}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f".{cmd_name}", __package__).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _silence(sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            raise _explain(error) from error


def _silence(descriptor: int) -> None:
    """Nobody reads our output any more (``truceline claims | head``): let the interpreter's last flush go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)


def _explain(error: Exception) -> UserError:
    """The message for an error that a command did not expect."""
    name = type(error).__name__
    if name == "LedgerError":
        return UserError(str(error), LEDGER_ERROR)
    if type(error).__module__.startswith("sqlalchemy.") and hasattr(error, "orig"):
        return UserError(
            f"The ledger could not be used: {error.orig}. Nothing that was stored is lost; "
            "see whether the disk is full or the file is damaged (truceline verify).",
            LEDGER_ERROR,
        )
    if name in ("EngineError", "KnowledgeError", "PeopleError"):
        return UserError(str(error))
    if isinstance(error, OSError) and error.filename is not None:
        return UserError(f"{error.filename}: {error.strerror}.")
    return UserError(
        f"Something went wrong inside Truceline ({name}: {error}). {_log(error)} "
        "Please report them; `truceline --debug ...` shows them here.",
        INTERNAL_ERROR,
    )


def _log(error: Exception) -> str:
    """Write the traceback to the log; where it is, or, when it cannot be written, the traceback itself."""
    details = f"truceline {__version__}, {' '.join(sys.argv[1:])}\n{''.join(traceback.format_exception(error))}\n"
    try:
        home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        log = home / "truceline" / "errors.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write(details)
    except (OSError, RuntimeError):
        return f"The details cannot be written to a file:\n{details}"
    return f"The details are in {log}."


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done; 1 something failed or was not found; 2 wrong usage; 3 the ledger cannot be used; "
    "70 a fault of the program; 130 interrupted.",
)
@click.version_option(__version__, prog_name="truceline")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
def app(debug: bool) -> None:
    """Truceline reads reports of armed conflict and keeps the ledger of claims: who says what happened, to whom,
    where and when, each with its sentence.

    \b
    Examples:
      truceline read report.html --published 2023-09-20
      truceline claims --kind toll --harm killed
      truceline show 3f2a
      truceline export --format csv --output claims.csv
    """
