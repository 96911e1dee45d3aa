"""What is made to last is passed over by the collector, which otherwise goes on as before."""

import gc
import weakref

import pytest

from timeline.extraction.memory import lasting


class Thing:
    pass


def test_what_lasts_is_not_looked_at_and_goes_with_its_last_user():
    with lasting():
        assert not gc.isenabled()
        thing = Thing()
    assert gc.isenabled()
    assert not any(each is thing for each in gc.get_objects())
    gone = weakref.ref(thing)
    del thing
    assert gone() is None


def test_a_collector_that_rested_goes_on_resting():
    gc.disable()
    try:
        with lasting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_is_back_after_an_error():
    with pytest.raises(ValueError, match="x"), lasting():
        raise ValueError("x")
    assert gc.isenabled()
