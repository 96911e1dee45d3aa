"""A record as `make run` leaves it."""

from tests.prepared import prepared

__all__ = ["prepared"]
