"""How plugins are asked in this run: options and variables of the environment that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from turgor.practice import Asking

Command = Callable[..., Any]

TRACE = "TURGOR_TRACE_PLUGINS"
_STRICT, _SECONDS, _TRIED = "turgor.strict_plugins", "turgor.plugin_seconds", "turgor.plugins"


def asking_options(command: Command) -> Command:
    """Say how plugins are asked, and which are tried out; `asking` and `tried` tell what was said."""
    command = click.option(
        "--plugin",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        expose_value=False,
        callback=_kept(_TRIED),
        help="Try a plugin out: a Python or TOML file, a project or a wheel. May be given several times.",
    )(command)
    command = click.option(
        "--plugin-seconds",
        type=click.FloatRange(min=0.1),
        envvar="TURGOR_PLUGIN_SECONDS",
        show_envvar=True,
        metavar="N",
        expose_value=False,
        callback=_kept(_SECONDS),
        help="End a plugin that takes longer for an answer. [default: 10]",
    )(command)
    return click.option(
        "--strict-plugins",
        is_flag=True,
        expose_value=False,
        callback=_kept(_STRICT),
        help="For authors: run plugins in this process and stop at the first that fails, with its traceback.",
    )(command)


def asking() -> Asking:
    """How plugins are asked, by the options of the command that runs and by the environment."""
    from turgor.practice import Asking, Limits, trace_line  # noqa: PLC0415  so that a command's --help stays quick

    meta = click.get_current_context().meta
    seconds = meta.get(_SECONDS)
    return Asking(
        limits=Limits(seconds, slow_seconds=3 * seconds) if seconds else Limits(),
        strict=bool(meta.get(_STRICT)),
        trace=(lambda call: click.echo(trace_line(call), err=True)) if _tracing() else None,
    )


def tried() -> tuple[Path, ...]:
    """The plugins that are not installed and take part in this run."""
    paths: tuple[Path, ...] = click.get_current_context().meta.get(_TRIED, ())
    return paths


def _tracing() -> bool:
    return os.environ.get(TRACE, "") not in ("", "0")


def _kept(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        context.meta[key] = value

    return keep
