"""Many modalities offer many courses: the solver's whole numbers must be large enough for all of them."""

from __future__ import annotations

from offers import course, toy
from turgor.planning.scheduling.passes import optimise


def test_of_seventy_equally_good_courses_the_first_by_id_is_taken():
    """More courses than the solver's numbers have bits are still told apart by their ids."""
    equal = [course(f"toy.c{number:02}") for number in range(70)]
    solved = optimise(toy(*equal).problem(), seed=0)
    assert [one.id for one in solved.selection.courses] == ["toy.c00#1"]
    assert all(stage.proven for stage in solved.stages)
