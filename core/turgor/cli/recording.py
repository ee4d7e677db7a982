"""What is recorded of a session or of home care: as told in options, and asked for on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from turgor.cli.output import on_a_terminal
from turgor.domain.recorded import RecordedField

if TYPE_CHECKING:
    from turgor.practice.records import Form


def named_values(texts: Iterable[str], option: str) -> dict[str, str]:
    """NAME=VALUE, as often as it was given. Raises click.BadParameter."""
    pairs = [text.partition("=") for text in texts]
    if any(not (name and sign) for name, sign, _ in pairs):
        raise click.BadParameter("write NAME=VALUE", param_hint=option)
    return {name: value for name, _, value in pairs}


def asked_for(form: Form, told: Mapping[str, str]) -> dict[str, str]:
    """What was told, and on a terminal the answers for whatever was not; Enter leaves it as it was the last time."""
    if not on_a_terminal():
        return dict(told)
    missing = [field for field in form.fields if field.id not in told]
    return {**told, **{field.id: _asked(field, form.before.settings.get(field.id, "")) for field in missing}}


def _asked(field: RecordedField, before: str) -> str:
    hint = "/".join(field.option_ids) or field.unit
    text = f"{field.label} ({hint})" if hint else field.label

    def read(answer: str) -> str:
        if not answer.strip() and not field.required:
            return ""
        try:
            return field.read(answer)
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None

    default = before or (None if field.required else "")
    answer: str = click.prompt(text, default=default, show_default=bool(before), value_proc=read, err=True)
    return answer
