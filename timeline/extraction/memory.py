"""Keeps the collector of garbage from looking where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest while something is made that leaves no cycles behind."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Make what is made inside last: the collector looks at it neither meanwhile nor later.

    For large things that stay, such as knowledge: a collector that goes through some hundred thousand objects, of which none is
    garbage, takes longer than reading a dozen articles. They must hold no cycles; without, they go with their last user. What
    else is alive at the end is passed over too, until the next such making.
    """
    with resting():
        yield
        gc.unfreeze()
        gc.freeze()
