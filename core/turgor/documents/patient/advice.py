"""Instructions of several treatments as one set: each sentence once, with the treatments it holds for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from turgor.documents.parts import Advice
from turgor.documents.wording import words
from turgor.domain.plan import TreatmentInstructions

TELL_US = "Tell us if "
Read = Callable[[TreatmentInstructions], Iterable[str]]


def merged(
    instructions: Sequence[TreatmentInstructions], read: Read, *, always_named: bool = False
) -> tuple[Advice, ...]:
    """The sentences that `read` takes from each treatment: first those for all, then those for some, named.

    Sentences for all stand without names unless `always_named`: they may say "it".
    """
    holders: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for item in instructions:
        for text in read(item):
            key = _key(text)
            texts.setdefault(key, words.sentence(text))
            holders.setdefault(key, []).append(item.plain_name)
    everybody = tuple(dict.fromkeys(item.plain_name for item in instructions if tuple(read(item))))
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, names in ((key, tuple(dict.fromkeys(held))) for key, held in holders.items()):
        unnamed = names == everybody and not always_named
        groups.setdefault(() if unnamed else names, []).append(texts[key])
    ordered = sorted(groups.items(), key=lambda group: bool(group[0]))
    return tuple(Advice(_about(names), tuple(items)) for names, items in ordered)


def each_once(instructions: Sequence[TreatmentInstructions], read: Read) -> tuple[str, ...]:
    """The sentences that `read` takes from each treatment, without saying whose they are."""
    texts = {
        _key(text): words.sentence(text)
        for item in reversed(instructions)
        for text in reversed(tuple(read(item)))
    }
    return tuple(reversed(texts.values()))


def to_tell(texts: Iterable[str]) -> tuple[str, ...]:
    """What comes after "Tell us if" in the sentences that begin so, to be said once for all."""
    return tuple(
        dict.fromkeys(
            words.sentence(text)[len(TELL_US) :].removesuffix(".") for text in texts if is_to_tell(text)
        )
    )


def is_to_tell(text: str) -> bool:
    """Whether a sentence asks the patient to tell something: content writes each of them out in full."""
    return words.sentence(text).startswith(TELL_US)


def by_text(entries: Iterable[tuple[str, str]]) -> tuple[Advice, ...]:
    """(about, text) pairs with those that say the same joined."""
    about: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for name, text in entries:
        texts.setdefault(_key(text), words.sentence(text))
        about.setdefault(_key(text), []).append(name)
    return tuple(Advice(_about(tuple(names)), (texts[key],)) for key, names in about.items())


def _key(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _about(names: tuple[str, ...]) -> str:
    return words.opening(words.joined(words.inside(name) for name in names if name))
