"""Prints the engagements of articles, a JSON line each: `python -m timeline.extraction --knowledge seeds PATH...`."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.pipeline import extract, to_line
from timeline.extraction.seed_files import read_gazetteer, read_seeds


def main() -> int:
    """Read the arguments, extract, print; 1 when a path could not be read."""
    parser = argparse.ArgumentParser(prog="python -m timeline.extraction", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="article files in the corpus format, or folders of them")
    parser.add_argument("--knowledge", type=Path, default=Path("seeds"), help="folder with the knowledge CSV files")
    parser.add_argument("--cache", type=Path, default=Path(".data"), help="folder that keeps the compiled gazetteer")
    arguments = parser.parse_args()
    knowledge = load(arguments.knowledge, arguments.cache)
    failed = False
    for path in _files(arguments.paths):
        try:
            document = _document(path)
        except (OSError, ValueError) as error:
            print(f"{path}: not an article in the corpus format: {error}", file=sys.stderr)
            failed = True
            continue
        print(json.dumps(to_line(document, extract(document, knowledge)), ensure_ascii=False))
    return int(failed)


def load(folder: Path, cache: Path | None = None) -> KnowledgeBase:
    """Compile the knowledge of a seeds folder; the gazetteer is kept in the folder `cache`."""
    return KnowledgeBase.compile(read_seeds(folder), read_gazetteer(folder, cache))


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.json")) if path.is_dir() else [path]


def _document(path: Path) -> Document:
    article = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        raise ValueError("it has no “text”.")
    return Document(
        text=article["text"],
        title=article.get("title") or "",
        external_id=article.get("id") or path.stem,
        outlet=article.get("outlet") or "",
        published=article.get("published") or "",
        dateline=article.get("dateline") or "",
    )


if __name__ == "__main__":
    sys.exit(main())
