"""LED light: red and near-infrared light from a panel. What it offers and on what terms is in content/led.toml."""

from collections.abc import Sequence
from importlib.resources import files

from turgor.api import (
    Findings,
    FollowUp,
    HandoutSection,
    Modality,
    Offer,
    Phrase,
    Picture,
    SchedulingTerms,
    hookimpl,
    load_modality,
)

TITLE = Phrase("led.handout", "Under the light")
TEXT = Phrase("led.handout.text", "You lie under a panel of lights. You wear a shield on your eyes.")
PICTURE = Phrase("led.handout.picture", "A face below a panel of lights")
CALL = Phrase("led.call", "Ask how the skin is: it is dark, and light may leave marks.")


@hookimpl
def turgor_modality() -> Modality:
    """What content/led.toml says."""
    return load_modality(__name__)


@hookimpl
def turgor_schedule(offer: Offer, findings: Findings) -> SchedulingTerms:
    """A call after each session where skin is dark, or nobody said."""
    skin_type = findings.answers.value("fitzpatrick")
    if isinstance(skin_type, int) and skin_type < 4:
        return SchedulingTerms()
    return SchedulingTerms(follow_ups=(FollowUp(after_days=1, until_days=4, text=CALL()),))


@hookimpl
def turgor_handout(offers: Sequence[Offer]) -> Sequence[HandoutSection]:
    """How a session goes, with a picture."""
    drawing = files(__name__).joinpath("handouts/panel.svg").read_text(encoding="utf-8")
    picture = Picture(drawing, PICTURE())
    return [HandoutSection(offer.treatment, TITLE(), (TEXT(),), picture=picture) for offer in offers]
