"""The part of ``truceline read`` that asks a language model: its options, and what is said at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import Decorator, F
from .sections import SectionOption

if TYPE_CHECKING:
    from ..llm import LlmExtractor, Refused
    from ..llm.extractor import Tally

_NAMES = {
    "endpoint": "endpoint",
    "model": "model",
    "llm_timeout": "timeout",
    "llm_retries": "retries",
    "llm_rate": "rate",
    "llm_window": "window",
    "llm_answer_tokens": "answer_tokens",
    "price_in": "price_in",
    "price_out": "price_out",
    "max_tokens": "max_tokens",
    "max_cost": "max_cost",
}
"""The options of the command, and what ``LlmOptions`` calls them."""

_option = partial(click.option, cls=SectionOption, section="With --extractor llm")
_some = click.FloatRange(0, min_open=True)

_OPTIONS: tuple[Decorator[Any], ...] = (
    _option("--endpoint", metavar="URL", envvar="TRUCELINE_LLM_ENDPOINT", show_envvar=True,
            help="Address of an API like OpenAI's, as in http://localhost:11434/v1; its key is TRUCELINE_LLM_KEY."),
    _option("--model", metavar="NAME", envvar="TRUCELINE_LLM_MODEL", show_envvar=True,
            help="The model, as the endpoint calls it."),
    _option("--max-tokens", type=click.IntRange(1), metavar="N",
            help="End the run before it can use more tokens, read and written."),
    _option("--price-in", type=click.FloatRange(0), metavar="AMOUNT",
            help="What a million tokens read cost, in any currency; with it the cost is worked out."),
    _option("--price-out", type=click.FloatRange(0), metavar="AMOUNT", help="What a million tokens written cost."),
    _option("--max-cost", type=_some, metavar="AMOUNT", help="End the run before it can cost more."),
    _option("--refused", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="FILE",
            help="Append to this file, as JSON Lines, what the model answered and was not taken."),
    _option("--llm-window", type=click.IntRange(200), metavar="CHARS", help="Text sent at a time.  [default: 6000]"),
    _option("--llm-answer-tokens", type=click.IntRange(64), metavar="N", help="Longest answer.  [default: 4096]"),
    _option("--llm-timeout", type=click.FloatRange(0.1), metavar="SECONDS",
            help="Wait for an answer.  [default: 120]"),
    _option("--llm-retries", type=click.IntRange(0, 20), metavar="N", help="Ask again so often.  [default: 4]"),
    _option("--llm-rate", type=_some, metavar="N", help="Requests a minute, at most.  [default: no limit]"),
)  # fmt: skip


def llm_options(command: F) -> F:
    """All options that go with ``--extractor llm``; the command gets them as keyword arguments."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), command)


def refuse_llm_options(ctx: click.Context) -> None:
    """The rules take none of them.  Raises UsageError."""
    typed = click.core.ParameterSource.COMMANDLINE
    for name in (*_NAMES, "refused"):
        if ctx.get_parameter_source(name) == typed:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --extractor llm.")


@contextmanager
def open_extractor(workers: int, refused: Path | None, given: dict[str, Any]) -> Iterator[LlmExtractor]:
    """The extractor that the options ask for.  Raises UsageError when they do not make sense together."""
    from ..llm import LlmExtractor, LlmOptions

    missing = [f"--{name}" for name in ("endpoint", "model") if not given[name]]
    if missing:
        raise click.UsageError(f"--extractor llm needs {' and '.join(missing)}.")
    try:
        options = LlmOptions(**{_NAMES[name]: value for name, value in given.items() if value is not None})
    except ValueError as error:
        raise click.UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    if options.warning is not None:
        click.echo(options.warning, err=True)
    with ExitStack() as stack:
        keep = stack.enter_context(_kept(refused)) if refused is not None else None
        yield stack.enter_context(LlmExtractor(options, workers=workers, on_refused=keep))


@contextmanager
def _kept(path: Path) -> Iterator[Callable[[Refused], None]]:
    """Writes what was refused to the end of a file, line by line."""
    import msgspec

    with path.open("a", encoding="utf-8") as out:
        yield lambda one: print(json.dumps(msgspec.to_builtins(one), ensure_ascii=True), file=out, flush=True)


def plain(extractor: LlmExtractor) -> dict[str, Any]:
    """The end of a run as plain data."""
    from msgspec import to_builtins

    tally = extractor.tally
    return {
        "extractor": extractor.extractor.name,
        "version": extractor.extractor.version,
        "kept": tally.kept,
        "refused": dict(tally.refused),
        "usage": to_builtins(tally.usage),
        "stopped": extractor.stopped,
    }


def closing_lines(extractor: LlmExtractor, refused: Path | None) -> list[str]:
    """The end of a run for people: claims kept and refused, tokens, cost, retries."""
    tally = extractor.tally
    reasons = ", ".join(f"{number} {reason}" for reason, number in tally.refused.most_common())
    lines = [
        f"{extractor.extractor.name}: {tally.kept} claims kept, {tally.refused.total()} refused"
        + (f" ({reasons})" if reasons else "")
        + ".",
        f"{spent(tally)}; requests: {tally.usage.requests}, of them again: {tally.usage.retries}.",
    ]
    hints = ["`truceline claims --extractor llm` lists them."] if tally.kept else []
    if tally.refused and refused is None:
        hints.append("--refused FILE keeps what is refused.")
    return [*lines, " ".join(hints)] if hints else lines


def spent(tally: Tally) -> str:
    """ "12,000 tokens read, about 3,400 written, cost 0.0123"."""
    usage = tally.usage
    about = "about " if usage.estimated else ""
    cost = "" if usage.cost is None else f", cost {about}{usage.cost:.4f}"
    return f"{about}{usage.tokens_in:,} tokens read, {usage.tokens_out:,} written{cost}"
