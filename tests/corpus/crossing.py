"""Cross-validation: the open articles read with weights learnt from the others, in five parts.

`python -m tests.corpus.crossing` prints the scorecard of what was so read: how well weights that never saw an article read it,
and how well its confidence is calibrated. It takes some minutes, and needs what `make train` installs.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.corpus.score import score
from tests.corpus.scorecard import SAMPLES, Belief, Card, articles, lines, open_articles, read_card
from tests.corpus.sentences import sentences
from tests.corpus.train import PLAIN_TEXTS, train
from timeline.extraction.__main__ import load

_PARTS = 5


def _part(number: int) -> Card:
    """Learn from four parts and read the fifth."""
    chosen = open_articles()
    knowledge = load(Path("seeds"), Path(".data"))
    others = [article for at, article in enumerate(chosen) if at % _PARTS != number]
    reader = replace(knowledge, weights=train(others + articles(SAMPLES), knowledge, sentences(PLAIN_TEXTS)))
    apart = [article for at, article in enumerate(chosen) if at % _PARTS == number]
    return read_card(apart, reader)


def _together(parts: Sequence[Card]) -> Card:
    read = {key: records for card in parts for key, records in card.read.items()}
    kinds: dict[str, tuple[int, int, int]] = {}
    beliefs: list[Belief] = []
    for card in parts:
        beliefs += card.beliefs
        for kind, counts in card.kinds.items():
            known = kinds.get(kind, (0, 0, 0))
            kinds[kind] = (known[0] + counts[0], known[1] + counts[1], known[2] + counts[2])
    return Card(score(open_articles(), read), dict(sorted(kinds.items())), beliefs, read)


def main() -> None:
    """Print the card of the open articles, each read with weights that never saw it."""
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(_part, range(_PARTS)))
    print("\n".join(lines("open articles, cross-validated", _together(parts))))


if __name__ == "__main__":
    main()
