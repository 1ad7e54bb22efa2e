"""The identity of the movement table, checked from counts made independently of each other."""

from queries.listing import Table


def find_residual(movement: Table) -> int | None:
    """Return opening + increases - decreases - end of `poor_movement`: 0 when it adds up, None while not known."""
    steps = dict(zip(movement.column("step"), _weigh(movement), strict=True))
    known = [households for households in steps.values() if households is not None]
    return sum(known) if known and len(known) == len(steps) else None


def _weigh(movement: Table) -> list[int | None]:
    """Return each step with its sign: the opening adds, the end takes away."""
    ends = {"begin": 1, "end": -1}
    cells = zip(movement.column("step"), movement.column("sign"), movement.column("households"), strict=True)
    return [
        None if count is None else int(str(count)) * ends.get(str(step), int(str(sign))) for step, sign, count in cells
    ]
