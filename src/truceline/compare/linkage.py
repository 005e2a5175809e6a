"""Putting things together by how sure it is that each two of them belong together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping


def average_linkage(number: int, sure: Mapping[tuple[int, int], float], enough: float) -> list[list[int]]:
    """Groups of the things 0 to ``number`` - 1; each thing is in one group, alone or with others.

    ``sure`` gives for a pair (the smaller number first) how sure it is that they belong together; a pair that is not
    in it does not.  The two groups that are surest on average of all their pairs are put together, again and again,
    as long as that average is ``enough``.  Of equal ones the older groups come first, so that the result depends on
    nothing but the numbers.  Groups are in the order of their first members.
    """
    members = {i: [i] for i in range(number)}
    between: dict[int, dict[int, float]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for (a, b), value in sure.items():
        between[a][b] = between[b][a] = value
        if value >= enough:
            heap.append((-value, a, b))
    heapq.heapify(heap)
    following = number
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        made, following = following, following + 1
        members[made] = members.pop(a) + members.pop(b)
        sums = between.pop(a)
        for other, value in between.pop(b).items():
            sums[other] = sums.get(other, 0.0) + value
        for other in sorted(sums):
            between[other].pop(a, None)
            between[other].pop(b, None)
            if other not in members:
                continue
            between[made][other] = between[other][made] = sums[other]
            average = sums[other] / (len(members[made]) * len(members[other]))
            if average >= enough:
                heapq.heappush(heap, (-average, other, made))
    return sorted(sorted(group) for group in members.values())
