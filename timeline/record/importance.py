"""How important an engagement is, 0 to 100: decides what is named when not everything fits. The one place that computes it."""

from functools import lru_cache

from timeline.folding import fold
from timeline.models import KindCode, Office

# What an engagement without named people weighs for its level: a middling official's.
UNNAMED_LEVEL = 45


class Levels:
    """The levels of offices by their folded wordings, and the weights of kinds; read once per batch."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = dict(KindCode.objects.values_list("kind", "weight"))
        self.offices: dict[str, int] = {}
        for title, wordings, level in Office.objects.order_by("level").values_list("title", "wordings", "level"):
            self.offices |= dict.fromkeys(_folded(title, wordings), level)

    def of(self, office: str) -> int:
        """Return the level of an office as a source words it: its own wording, else the longest known one that it holds."""
        folded = f" {fold(office)} "
        if folded.strip() in self.offices:
            return self.offices[folded.strip()]
        known = [(len(text), level) for text, level in self.offices.items() if f" {text} " in folded]
        return max(known, default=(0, UNNAMED_LEVEL))[1]


@lru_cache(maxsize=2048)
def _folded(title: str, wordings: str) -> tuple[str, ...]:
    return tuple(fold(text) for text in (title, *wordings.splitlines()))


def importance(*, kind_weight: int, levels: list[int], parties: int, sources: int, series_weight: int) -> int:
    """Weigh the kind (0-40), the highest office present (0-100), the parties, the independent sources and the series (0-100)."""
    level = max(levels, default=UNNAMED_LEVEL)
    points = kind_weight + 0.35 * level + 1.2 * min(parties, 10) + 2 * min(sources - 1, 5) + 0.15 * series_weight
    return max(0, min(100, round(points)))
