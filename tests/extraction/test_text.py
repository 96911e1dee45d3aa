import pytest

from timeline.extraction.knowledge import KnowledgeBase, KnowledgeRecords
from timeline.extraction.text import dateline, read
from timeline.extraction.tokens import plain, split

NOTHING = KnowledgeBase.compile(KnowledgeRecords())

SENTENCES = [
    ("Lt. Gen. Ali met Adm. Roe. They spoke.", 2),
    ("He was in the U.S. The visit ended.", 2),
    ("He flew to the U.S. Navy base.", 1),
    ("Talks began at 4 p.m. They ended late.", 2),
    ("The No. 3 group met on Jan. 5 in Oslo.", 1),
    ("One paragraph\n\nAnother one", 2),
    ("“It went well.” He smiled.", 2),
    ("They met J. Smith there.", 1),
]

DATELINES = [
    ("KABUL, Afghanistan (Jan. 25, 2013) - The minister met them.", "Kabul"),
    ("NEW DELHI: The minister met them.", "New Delhi"),
    ("New Delhi [India], March 15 (ANI): The ship left.", "New Delhi"),
    ("Victoria, Feb 15 (PTI) Indian soldiers trained.", "Victoria"),
    ("BEIJING -- The minister met them.", "Beijing"),
    ("VIENTIANE, Nov. 16, Kyodo\n\nMinisters met.", "Vientiane"),
    ("The two ministers met in Oslo: it was cold.", ""),
    ("Posted On: 10 DEC 2024 by PIB Delhi\n\nThe minister met them.", ""),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_number_of_sentences(text, count):
    assert len(read(text, NOTHING).sentences) == count


@pytest.mark.parametrize(("text", "city"), DATELINES)
def test_dateline(text, city):
    assert read(text, NOTHING).dateline == city


def test_dateline_belongs_to_no_sentence():
    text = "NEW DELHI: The minister met them."
    assert [sentence.span.of(text) for sentence in read(text, NOTHING).sentences] == ["The minister met them."]
    assert dateline(text)[0].of(text) == "NEW DELHI: "


def test_plain_drops_accents_and_keeps_case():
    assert plain("Yaşar") == "Yasar"
    assert plain("SCO’s") == "SCO's"


TOKENS = [
    ("U.S. and U.K.", "U.S.|and|U.K."),
    ("Lt. Gen. V. K. Singh", "Lt.|Gen.|V.|K.|Singh"),
    ("India's Inter-Governmental", "India|'s|Inter|-|Governmental"),
    ("O'Brien of d'Ivoire", "O'Brien|of|d'Ivoire"),
    ("24–25 June, 1,200 men", "24|–|25|June|,|1,200|men"),
    ("They left.", "They|left|."),
    ("at 5 p.m. on the 25th", "at|5|p.m.|on|the|25th"),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_tokens(text, words):
    assert "|".join(split(text)) == words
