"""How a conflict is shown: what each limit says, with its sources, and what is not proven."""

from __future__ import annotations

from rich.console import Console

from sound_plan import SOUND
from turgor.cli.screens.limits import limits_table
from turgor.documents.practitioner.names import Names
from turgor.domain.explanations import Conflict
from turgor.domain.messages import Phrase, plain


def test_sources_are_shown_and_what_is_not_proven_says_so():
    """Treatments by name; a member of which nobody knows whether it is needed is not passed off as one that is."""
    apart = Phrase("test.apart", "{one} needs days of its own.")
    sure = Conflict("lag:a|b", "lag", apart(one="toy.heat"), ("some_label",))
    unsure = Conflict("budget", "budget", plain("y", "The budget is 10."), proven=False)
    screen = Console(width=120)
    with screen.capture() as shown:
        screen.print(limits_table((sure, unsure), Names(SOUND)))
    text = shown.get()
    assert "some_label" in text
    assert f"{SOUND.treatment_names['toy.heat']} needs days" in text
    assert "The budget is 10. (not proven that it is needed)" in text
    assert text.count("not proven") == 1
