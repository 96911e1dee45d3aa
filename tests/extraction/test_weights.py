"""Weighing at one go, and only what rules look at, gives what weighing one by one gives."""

from dataclasses import replace

import pytest

from tests.corpus.scorecard import document, open_articles
from timeline.extraction.pipeline import extract
from timeline.extraction.weights import Weights

WEIGHTS = Weights({"kind:call": {"": -1.25, "word=phone": 2.1}, "kind:visit": {"word=phone": -0.3, "abroad": 1.7}})


@pytest.mark.parametrize("signals", [[], ["word=phone"], ["abroad", "word=phone", "unknown", "abroad"]])
def test_classes_are_weighed_together_as_each_alone(signals):
    classes = ("visit", "call", "unheard-of")
    assert WEIGHTS.odds_of("kind", classes, signals) == [WEIGHTS.odds(f"kind:{each}", signals) for each in classes]
    assert WEIGHTS.odds_of("status", ("held",), signals) == [0.0]


def test_rules_need_no_signals_but_their_own(knowledge):
    assert knowledge.weights.ruled >= {"party", "host", "person", "date", "place", "venue"}
    told_all = replace(knowledge, weights=Weights(knowledge.weights.decisions))
    for article in open_articles()[::20]:
        assert extract(document(article), knowledge) == extract(document(article), told_all)
