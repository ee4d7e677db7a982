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


def test_a_section_carries_its_move_as_numbers() -> None:
    """Printing needs no plugin: repeats, sets and hold are data; where the weeks say how many sets, the move does not."""
    (first, *_) = HOST.handouts([regimen_offer("facial_exercise.full_programme")], findings())
    assert (first.move.name.text, first.move.repeats, first.move.sets) == ("Cheek lifter", 10, 3)
    assert (first.move.hold_seconds, first.move.hold_on_last) == (20, True)
    (first, second, *_) = HOST.handouts([regimen_offer("facial_exercise.short_programme")], findings())
    assert (first.move.sets, first.title.text) == (0, "Cheek lifter: 10 times in each set")
    assert second.title.text == "Happy cheeks"


def test_the_bar_is_one_move() -> None:
    """It is held for thirty seconds, once."""
    (only,) = HOST.handouts([regimen_offer("facial_exercise.resistance_bar")], findings())
    assert (only.title.text, only.move.sets, only.items[-1].text) == ("Lip bar", 1, "Hold for 30 seconds.")


def test_other_home_care_has_no_moves() -> None:
    """Nothing is shown for what is no exercise."""
    offers = [regimen_offer("topicals.sunscreen")]
    assert [s for s in HOST.handouts(offers, findings()) if s.treatment.startswith("facial")] == []
