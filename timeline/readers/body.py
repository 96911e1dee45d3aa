"""The article's own paragraphs out of a page: no navigation, teasers, captions, bylines or time stamps."""

import re
from copy import deepcopy
from typing import Any

from trafilatura import extract

_ENOUGH = 250  # characters; a shorter text is looked for less strictly
_PASSES: tuple[dict[str, Any], ...] = ({"favor_precision": True}, {}, {"favor_recall": True})
_FRAME = "//figcaption | //nav | //footer | //aside | //form | //dialog | //time"
_TEASERS = "//p[.//a] | //li[.//a] | //h3[.//a] | //h4[.//a]"
_LINKED = 0.55  # a paragraph that is mostly one link leads elsewhere
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BOILERPLATE = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|most (?:read|viewed)|follow us|subscribe|sign up|share (?:this|on)|copyright|"
    r"all rights|advertise)\b|©",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:related|recommended|trending|watch|listen|tags?|file photo|photos?|image|(?:last )?updated?|published|posted|by)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?](?:\s|$)")
_LONGEST_NOTE = 160  # characters: what is longer is prose, whatever its first word


def article_text(tree: Any, headings: set[str]) -> str:
    """Return the paragraphs of the article in a page's tree, apart by empty lines; empty when none is found.

    `headings` are the page's titles: a line that only repeats one of them is left out.
    """
    page = _pruned(tree)
    body = ""
    for options in _PASSES:
        body = extract(page, include_comments=False, include_tables=False, **options) or ""
        if len(body) >= _ENOUGH:
            break
    lines = [line.strip() for line in body.split("\n")]
    return "\n\n".join(_own([line for line in lines if line and line not in headings]))


def _pruned(tree: Any) -> Any:
    page = deepcopy(tree)
    for element in page.xpath(_FRAME):
        if element.getparent() is not None:
            element.drop_tree()
    for element in page.xpath(_TEASERS):
        words = len(element.text_content().strip())
        linked = [len(link.text_content().strip()) for link in element.iterfind(".//a")]
        if len(linked) == 1 and words and linked[0] / words >= _LINKED and element.getparent() is not None:
            element.drop_tree()
    return page


def _own(lines: list[str]) -> list[str]:
    """Leave out notes to the reader, and what stands before the first and after the last full sentence."""
    kept = [line for line in lines if not _is_note(line)]
    prose = [number for number, line in enumerate(kept) if _SENTENCE_END.search(line)]
    return kept[prose[0] : prose[-1] + 1] if prose else kept


def _is_note(line: str) -> bool:
    """`Also read: ...`, `Photo: ...`, `By Jane Doe`, `Last update: 5.52 pm`; never a longer line, or one of several sentences."""
    if len(line) >= _LONGEST_NOTE or len(_ENDS.findall(line)) > 1:
        return False
    return bool(_BOILERPLATE.match(line)) or bool(_NOTE.match(line) and (":" in line[:20] or not _SENTENCE_END.search(line)))
