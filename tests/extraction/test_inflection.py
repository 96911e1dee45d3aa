import pytest

from timeline.extraction.inflection import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("meet", {"meet", "meets", "met", "meeting"}),
        ("host", {"host", "hosts", "hosted", "hosting"}),
        ("call off", {"call off", "calls off", "called off", "calling off"}),
        ("co-chair", {"co-chair", "co-chaired"}),
        ("cancel", {"cancelled", "canceled"}),
        ("receive", {"received", "receiving"}),
        ("be received by", {"was received by", "were received by"}),
    ],
)
def test_verb_forms(verb, forms):
    assert forms <= set(verb_forms(verb))


@pytest.mark.parametrize(("noun", "plural"), [("navy", "navies"), ("drill", "drills"), ("talks", "talks"), ("class", "class")])
def test_noun_forms(noun, plural):
    assert plural in noun_forms(noun)
