"""What is made to last is passed over by the collector, which otherwise goes on as before."""

import gc
import weakref

import pytest

from timeline.documents import Document
from timeline.extraction.memory import lasting
from timeline.extraction.pipeline import extract


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


def test_reading_leaves_no_cycles(knowledge):
    text = (
        "The defence ministers of India and Japan met in Tokyo on 5 May 2025. Later India's Rajnath Singh visited Hanoi on 7 May,"
        " where he met Defence Minister Phan Van Giang on the sidelines of the visit. India and Vietnam will hold an exercise in June."
    )
    gc.collect()
    with lasting():
        for _ in range(3):
            assert len(extract(Document(text=text, published="2025-05-09"), knowledge).candidates) > 1
        assert gc.collect() == 0
