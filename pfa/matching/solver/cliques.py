"""Cliques: sets of which any two exclude each other. One row for a clique says more than a row for each pair."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pfa.matching.solver.eligibility import Bools


def cliques(conflict: Bools, first: Iterable[Iterable[int]]) -> list[list[int]]:
    """Sets of positions that cover every conflicting pair, each set conflicting throughout.

    `first` are sets known to conflict throughout; pairs that none of them covers are grown to maximal sets, greedily.
    """
    left = conflict.copy()
    found: list[list[int]] = []
    for known in dict.fromkeys(tuple(sorted(c)) for c in first):
        if len(known) > 1:
            found.append(list(known))
            left[np.ix_(known, known)] = False
    for a in range(len(conflict)):
        for b in np.flatnonzero(left[a]).tolist():
            if not left[a, b]:
                continue
            members = [a, b]
            common = conflict[a] & conflict[b]
            while common.any():
                # The candidate that still covers most uncovered pairs; the first of equals.
                candidates = np.flatnonzero(common)
                best = int(candidates[np.argmax(left[candidates][:, members].sum(axis=1))])
                members.append(best)
                common = common & conflict[best]
            found.append(sorted(members))
            left[np.ix_(members, members)] = False
    return [c for k, c in enumerate(found) if not any(set(c) < set(d) for d in found[:k] + found[k + 1 :])]


def exclusive(clash: Bools, groups: Iterable[int]) -> list[list[int]]:
    """The groups in few sets, in each of which any two exclude each other."""
    sets: list[list[int]] = []
    for g in groups:
        home = next((s for s in sets if clash[g, s].all()), None)
        if home is None:
            sets.append([g])
        else:
            home.append(g)
    return sets
