"""docs/plugins/hooks.md: every hook of `turgor.api` with its exact signature, from the specification itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, get_args, get_type_hints

from turgor import api
from turgor.host.discovery import GROUP, OWN

HEAD = """\
# Hook reference

Made from the specifications in `turgor.api`; `make docs` writes it anew. Every hook is used by a modality that ships:
its code stands below as the example.

Only `turgor_modality` is required. Mark each implementation with `@hookimpl`, and name just the arguments it needs: one
that names fewer goes on working when a hook gains an argument. What a hook is given are copies; what it answers is
checked, field by field and against what the modality declared. Where it raises, takes too long, or answers out of
bounds, the modality reads *not assessed* in this plan and nothing else changes. Say "nothing" with an empty list, never
with `None`.

No hook may read the clock (`findings.today` is the day), the network, or files other than its own; equal arguments get
equal answers. No hook ever sees who the patient is.

## When they are called

```text
 once, when plugins are loaded          turgor_modality      what do you contribute?
      |
 for each patient
      |   examine  -> findings
      |   judge    <------------------  turgor_eligibility   anything against it that rules cannot say?
      |   offer    <------------------  turgor_offers        how does this patient need it adapted?
      |            <------------------  turgor_schedule      which dates, which contacts? (each offer)
      |   select and date, verify
      |   assemble <------------------  turgor_handout       what should the printed plan show? (what was chosen)
      v
    plan       (self-contained: printing and checking it asks no plugin)
```

A stage may be run again, without a modality that failed in it: a hook may be called more than once for one patient.
"""

ANSWERS: Mapping[str, str] = {
    "turgor_modality": "The name must be that of the entry point. `load_modality(__name__)` reads the `content` folder "
    "of the package and checks it: every mistake is told at once with its file and place.",
    "turgor_eligibility": "Each objection is about a treatment of its own and names at least one declared source. "
    "`absolute` and `relative` block, `caution` and `note` do not. It can only make a verdict stricter.",
    "turgor_offers": "What `given` and answered offers may differ in: sites, sessions, allowed days and steps may become "
    "fewer or slower; intervals longer, the window no wider; minutes and downtime more; prerequisites, adaptations and "
    "`goes_with` may gain some. Everything else must stay as it was. Leave an offer out to take it back.",
    "turgor_schedule": "Asked once for each offer, before solving. Bounds lie in order and not before today, a weekday "
    "stays free, and contacts follow within a year.",
    "turgor_handout": "For what depends on the patient; what is always told about a treatment "
    "is data ([`[[handout]]`](content.md#handout)). Sections are text and a line drawing (shapes and text only, described in words), never HTML. Only "
    "about treatments that were given as an argument. Write for reading grade 6.",
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for name in hooks() for line in _section(name))])


def hooks() -> Mapping[str, Any]:
    """Name -> specification, in the order in which they stand in `turgor.api`."""
    return {name: spec for name, spec in vars(api).items() if getattr(spec, "turgor_spec", None)}


def heading(name: str) -> str:
    """The exact signature of a hook, as its heading."""
    signature = str(inspect.signature(hooks()[name])).replace("'", "")
    return f"## `{name}{signature}`"


def users(name: str) -> list[str]:
    """The modalities that ship and implement a hook."""
    return [modality for modality, module in _built_in().items() if hasattr(module, name)]


@cache
def _built_in() -> Mapping[str, ModuleType]:
    entries = [one for one in entry_points(group=GROUP) if one.dist and one.dist.name == OWN]
    return {one.name: one.load() for one in sorted(entries, key=lambda one: one.name)}


def _section(name: str) -> Iterator[str]:
    """Signature, what it is for, what may be answered, who uses it, and how one of them does."""
    yield f"{heading(name)}\n"
    yield f"{inspect.getdoc(hooks()[name])}\n"
    yield f"{ANSWERS[name]}\n"
    using = users(name)
    yield f"Used by {', '.join(using)}. In {using[0]}:\n"
    yield f"```python\n{inspect.getsource(getattr(_built_in()[using[0]], name)).rstrip()}\n```\n"
    yield from _arguments(name)


def _arguments(name: str) -> Iterator[str]:
    """The records that it is given and answers."""
    hints = get_type_hints(hooks()[name])
    answer = hints.pop("return")
    for argument, type_ in hints.items():
        yield f"- `{argument}`: {_links(type_)}"
    yield f"- answer: {_links(answer)}\n"


def _links(type_: Any) -> str:
    """The records of a type, each with its place on the page that tells its fields."""
    return " or ".join(f"[`{one.__name__}`]({_page(one)})" for one in _records(type_))


def _records(type_: Any) -> Iterator[type]:
    if inner := get_args(type_):
        yield from (record for one in inner for record in _records(one))
    else:
        yield type_


def _page(record: type) -> str:
    return "content.md" if record is api.Modality else f"records.md#{record.__name__.lower()}"
