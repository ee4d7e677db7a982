"""The handout of facial exercise, asked through the host as printing asks it."""

from toy_plugins import findings, regimen_offer
from turgor.host import Host

HOST = Host.load()


def test_the_handout_shows_each_move_with_its_drawing() -> None:
    """Steps, holds and sets, and who leaves the move out; the programme with a brow move has one more."""
    long_set = HOST.handouts([regimen_offer("facial_exercise.full_programme")], findings())
    short_set = HOST.handouts([regimen_offer("facial_exercise.short_programme")], findings())
    assert (len(long_set), len(short_set)) == (7, 6)
    first = long_set[0]
    assert first.title.text == "Cheek lifter: 10 times, 3 sets"
    assert first.items[-1].text == "The last time, hold for 20 seconds."
    assert all(said.text.startswith("Leave this one out if ") for said in first.paragraphs)
    assert all(section.picture is not None for section in long_set)


def test_other_home_care_has_no_moves() -> None:
    """The bar has none either: its line says all."""
    offers = [regimen_offer(name) for name in ("topicals.sunscreen", "facial_exercise.resistance_bar")]
    assert [s for s in HOST.handouts(offers, findings()) if s.treatment.startswith("facial")] == []
