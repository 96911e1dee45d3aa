"""An article's text cut into stretches, so that spans of evidence may overlap and still each be shown; no database."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.rows import MarkRow

_BLANK_LINE = re.compile(r"\s*\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one claim: `text[start:end]`, the question they answer, the engagement's number beside the text."""

    claim_id: int
    start: int
    end: int
    question: str
    number: int
    label: str
    url: str


def marks(text: str, evidence: Iterable[Evidence]) -> tuple[MarkRow, ...]:
    """Cut the text where evidence begins or ends. The stretches joined are the text again.

    Where spans overlap, the shortest says what the stretch is coloured by and leads to; spans outside the text are ignored.
    """
    spans = [span for span in evidence if 0 <= span.start < span.end <= len(text)]
    cuts = sorted({0, len(text)} | {span.start for span in spans} | {span.end for span in spans})
    waiting = sorted(spans, key=lambda span: span.start, reverse=True)
    active: list[Evidence] = []
    stretches: list[MarkRow] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [span for span in active if span.end > start]
        while waiting and waiting[-1].start == start:
            active.append(waiting.pop())
        stretches.append(_stretch(text[start:end], start, active))
    return tuple(_numbers_at_the_end(stretches))


def paragraphs(stretches: Sequence[MarkRow]) -> tuple[tuple[MarkRow, ...], ...]:
    """Group stretches into paragraphs at the text's blank lines, which are left out; a stretch across one is cut in two."""
    result: list[list[MarkRow]] = [[]]
    for stretch in stretches:
        pieces = _BLANK_LINE.split(stretch.text)
        for position, piece in enumerate(pieces):
            if position:
                result.append([])
            if piece:
                is_first, is_last = not any(pieces[:position]), not any(pieces[position + 1 :])
                result[-1].append(
                    replace(
                        stretch,
                        text=piece,
                        anchors=stretch.anchors if is_first else (),
                        numbers=stretch.numbers if is_last else (),
                    )
                )
    return tuple(tuple(paragraph) for paragraph in result if paragraph)


def _stretch(text: str, start: int, active: Sequence[Evidence]) -> MarkRow:
    if not active:
        return MarkRow(text)
    by_length = sorted(active, key=lambda span: (span.end - span.start, span.claim_id))
    return MarkRow(
        text=text,
        question=by_length[0].question,
        claims=tuple(span.claim_id for span in by_length),
        numbers=tuple(sorted({span.number for span in active})),
        label="; ".join(dict.fromkeys(span.label for span in by_length)),
        anchors=tuple(span.claim_id for span in by_length if span.start == start),
        url=by_length[0].url,
    )


def _numbers_at_the_end(stretches: Sequence[MarkRow]) -> Iterable[MarkRow]:
    """Keep a number only on the last of neighbouring stretches that carry it."""
    following = [*stretches[1:], MarkRow("")]
    for stretch, after in zip(stretches, following, strict=False):  # strict, an empty text would fail
        ends = tuple(number for number in stretch.numbers if number not in after.numbers)
        yield replace(stretch, numbers=ends) if ends != stretch.numbers else stretch
