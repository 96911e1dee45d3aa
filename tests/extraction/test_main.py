import json

from timeline.extraction import __main__ as command

ARTICLE = {"id": "a", "published": "2025-06-02", "text": "The defence ministers of India and Oman met in Muscat on 1 June 2025."}


def test_prints_one_line_per_article(tmp_path, monkeypatch, capsys, knowledge):
    (tmp_path / "a.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    monkeypatch.setattr(command, "load", lambda folder, cache: knowledge)
    monkeypatch.setattr("sys.argv", ["extraction", str(tmp_path)])
    assert command.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)["engagements"][0]
    assert (record["kind"], record["city"], record["start"]) == ("bilateral", "Muscat", "2025-06-01")
    start, end = record["spans"]["place"][0]
    assert ARTICLE["text"][start:end] == "Muscat"


def test_a_file_that_is_no_article_is_named_and_the_rest_goes_on(tmp_path, monkeypatch, capsys, knowledge):
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    monkeypatch.setattr(command, "load", lambda folder, cache: knowledge)
    monkeypatch.setattr("sys.argv", ["extraction", str(tmp_path)])
    assert command.main() == 1
    printed = capsys.readouterr()
    assert "a.json" in printed.err
    assert len(printed.out.splitlines()) == 1
