"""Sums of money as numbers: what is added up is exact to the cent."""


def exact(value: float) -> float:
    """Return a sum to the cent, as a whole number where it is one."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
