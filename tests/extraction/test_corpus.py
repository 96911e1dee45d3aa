"""The extractor against the corpus's gold records: figures may rise, never fall below the gate."""

import importlib.util
import json
from pathlib import Path

from timeline.documents import Document
from timeline.extraction.pipeline import extract, to_line

CORPUS = Path(__file__).parents[1] / "corpus"
SLOT_F1 = 0.69
DETECTION_F1 = 0.82


def scorer():
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_slots_and_detection_reach_the_gate(knowledge):
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "dev").glob("*.json"))]
    predictions = {}
    for article in gold:
        document = Document(
            text=article["text"], title=article["title"], external_id=article["id"], published=article["published"]
        )
        predictions[article["id"]] = to_line(document, extract(document, knowledge))["engagements"]
    result = scorer().score(gold, predictions)
    assert result["slots"]["f1"] >= SLOT_F1
    assert result["detection"]["f1"] >= DETECTION_F1
