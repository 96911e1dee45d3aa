"""Says how a sentence speaks of what happened: of defence or of other things, surely, doubtfully, or denying it."""

from collections.abc import Iterator

from timeline.extraction.kinds import Trigger
from timeline.extraction.text import Reading, Sentence
from timeline.extraction.tokens import word_set

_NEAR = 6  # tokens before a trigger
_NO = word_set("not no never nor without neither instead cannot n't nobody none")
_MAYBE = word_set("would could might if should wants want wanted asked urged refused possible may proposed call calls rather")
DEFENCE = word_set(
    "defence defense military army navy naval forces force troops soldiers warship warships ship ships general admiral"
    " commander colonel fleet air marines security minister ministers exercise exercises drill drills chief chiefs staff"
)


def tone(reading: Reading, sentence: Sentence, trigger: Trigger, family: str) -> Iterator[str]:
    """Yield the signals of the sentence around the trigger."""
    defence = sum(word in DEFENCE for word in reading.lower[sentence.first : sentence.last])
    yield f"defence={min(defence, 3)}"
    yield f"defence={min(defence, 2)}:{family}"
    near = set(reading.lower[max(sentence.first, trigger.first - _NEAR) : trigger.first])
    for name, there in (("no-near", _NO & near), ("maybe-near", _MAYBE & near)):
        if there:
            yield from (name, f"{name}:{family}")
