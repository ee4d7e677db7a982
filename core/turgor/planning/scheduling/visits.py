"""Visits in the model: each session has a representative of its day, and the visits are those who represent.

A sum over a clique of courses that can never share a visit makes the bound strong; without it, the number of
visits is hard to prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from turgor.planning.scheduling.model import Model, SessionVars
from turgor.planning.scheduling.problem import Problem

Expression = Any


def visit_count(model: Model) -> Expression:
    """The number of days with sessions, with all that makes it count."""
    cp, sessions = model.cp, model.sessions
    represents = [cp.new_bool_var(f"{session.id} has a visit") for session in sessions]
    joins: list[dict[int, Any]] = [{} for _ in sessions]  # of session i: later sessions that join its visit
    for j, later in enumerate(sessions):
        for i, earlier in enumerate(sessions[:j]):
            if _may_meet(earlier, later, model.problem):
                joins[i][j] = cp.new_bool_var(f"{later.id} joins {earlier.id}")
                cp.add(earlier.day == later.day).only_enforce_if(joins[i][j])
        options = [represents[j], *(joins[i][j] for i in range(j) if j in joins[i])]
        cp.add(sum(options) == later.held)
    cliques = _cliques(model)
    for i, joined in enumerate(joins):
        for clique in cliques:
            of_clique = [literal for j, literal in joined.items() if sessions[j].course.id in clique]
            if of_clique:
                cp.add(sum(of_clique) <= represents[i])
    count = sum(represents)
    for clique in cliques:
        cp.add(count >= sum(session.held for session in sessions if session.course.id in clique))
    return count


def _may_meet(one: SessionVars, other: SessionVars, problem: Problem) -> bool:
    if one.course.id == other.course.id:
        return False
    if not problem.may_share(one.course.id, other.course.id):
        return False
    return not set(one.days).isdisjoint(other.days)


def _cliques(model: Model) -> list[frozenset[str]]:
    """Sets of courses that can never share a visit, each course in at least one, greedily grown."""
    ids = [course.id for course in model.courses]
    grown = [_grown(start, ids, model.problem) for start in ids]
    return sorted(set(grown), key=sorted)


def _grown(start: str, ids: Sequence[str], problem: Problem) -> frozenset[str]:
    clique = [start]
    for id_ in ids:
        if id_ not in clique and not any(problem.may_share(id_, other) for other in clique):
            clique.append(id_)
    return frozenset(clique)
