import pytest

from timeline.language_model import Client, Endpoint, ModelError


def client(url, **settings):
    waits = []
    asking = Client(Endpoint(url, "small", **settings), wait=waits.append)
    return asking, waits


def test_asks_with_key_model_and_schema(server):
    server.say({"engagements": []})
    asking, _ = client(server.url, key="secret")
    assert asking.ask("system", "user", {"type": "object"}) == {"engagements": []}
    path, headers, body = server.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert body["model"] == "small"
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert asking.spent == 100


def test_tries_again_after_a_passing_failure(server):
    server.answers += [503, 429]
    server.say({"engagements": []})
    asking, waits = client(server.url)
    assert asking.ask("s", "u", {}) == {"engagements": []}
    assert waits == [2.0, 4.0]


@pytest.mark.parametrize(("answers", "asked"), [([500, 500, 500], 3), ([401], 1), ([b"no json"] * 3, 3), ([302], 1)])
def test_gives_up_with_a_sentence(server, answers, asked):
    server.answers += answers
    with pytest.raises(ModelError, match="can't be asked"):
        client(server.url)[0].ask("s", "u", {})
    assert len(server.asked) == asked


@pytest.mark.parametrize("content", ["not json", ""])
def test_an_answer_that_is_no_json_is_refused(server, content):
    server.say(content)
    with pytest.raises(ModelError, match="not the JSON"):
        client(server.url)[0].ask("s", "u", {})


def test_stops_when_the_budget_is_spent(server):
    server.say({}, tokens=900)
    asking, _ = client(server.url, budget=901)
    asking.ask("s", "u", {})
    with pytest.raises(ModelError, match="used up"):
        asking.ask("s" * 40, "u", {})
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_said():
    with pytest.raises(ModelError, match="can't be reached"):
        client("http://127.0.0.1:9", timeout=0.5)[0].ask("s", "u", {})


def test_only_http_addresses_are_taken():
    with pytest.raises(ModelError, match="no http"):
        Endpoint("file:///etc/passwd", "small")


def test_the_key_is_not_shown():
    assert "secret" not in repr(Endpoint("http://127.0.0.1", "small", "secret"))
