import csv

import pytest

from tests.extraction.conftest import SEEDS
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.seed_files import read_seeds
from timeline.extraction.text import read
from timeline.vocabulary import TOPICS, Kind

MEANINGS = {kind.value for kind in Kind} | {"meet"}


def rows(name):
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_missing_files_count_as_empty(tmp_path):
    records = read_seeds(tmp_path)
    assert records.countries == records.lexicon == ()
    assert KnowledgeBase.compile(records).words("rank") == frozenset()


def test_event_words_mean_kinds():
    words = [row for row in rows("lexicon.csv") if row["list"] in ("event_noun", "event_verb")]
    assert words
    assert {row["value"] for row in words} <= MEANINGS


def test_topics_are_the_codebooks():
    assert tuple(row["name"] for row in rows("topics.csv")) == TOPICS


def test_metonyms_name_countries_or_bodies_or_several_countries(knowledge):
    known = knowledge.codes | set(knowledge.names)
    others = {row["value"] for row in rows("lexicon.csv") if row["list"] == "metonym"} - known
    assert {code for group in others for code in group.split()} <= knowledge.codes


@pytest.mark.parametrize("name", ["lexicon.csv", "topics.csv", "offices.csv"])
def test_no_row_stands_twice(name):
    lines = [tuple(row.values()) for row in rows(name)]
    assert len(lines) == len(set(lines))


def test_towns_named_like_common_words_are_left_out(knowledge):
    assert 0 not in read("Of", knowledge).towns
    assert 0 in read("Qingdao", knowledge).towns
