import pytest

CASES = [
    ("Rajnath Singh of India flew in on Monday. He saw the sights.", "He", "Rajnath Singh"),
    ("India's Rajnath Singh came on Monday. With Boris Pistorius of Germany he spoke of submarines.", "he", "Rajnath Singh"),
    ("Defence Minister Ana Roe opened the hall. Later the Defence Minister left.", "the Defence Minister", "Ana Roe"),
]


@pytest.mark.parametrize(("text", "words", "name"), CASES)
def test_whom_a_pronoun_or_an_office_stands_for(survey_of, text, words, name):
    article = survey_of(text)
    spoken = {
        " ".join(article.reading.words[m.first : m.last]).lower(): " ".join(article.people[m.person].name) for m in article.named
    }
    assert spoken[words.removeprefix("the ").lower()] == name


def test_the_two_ministers_are_those_who_met_before(records_of):
    text = (
        "On 3 June in Berlin German Defence Minister Boris Pistorius met French Minister of the Armed Forces Sébastien Lecornu. "
        "In Paris on 2 April the two ministers had met for the first time."
    )
    assert [{person["name"] for person in record["people"]} for record in records_of(text, "2025-06-04")] == [
        {"Boris Pistorius", "Sébastien Lecornu"}
    ] * 2
