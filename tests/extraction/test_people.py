import pytest

CASES = [
    ("Indian Defence Minister Rajnath Singh spoke.", "Rajnath Singh", "IN"),
    ("the Norwegian minister of defence, Tore Sandvik, spoke.", "Tore Sandvik", "NO"),
    ("Greece's Nikos Dendias spoke.", "Nikos Dendias", "GR"),
    ("Colonel General Karim Valiyev of Azerbaijan spoke.", "Karim Valiyev", "AZ"),
    ("Ana Lopes, the Portuguese Defence Minister, spoke.", "Ana Lopes", "PT"),
    ("the Minister of Defence of the Republic of Korea, Ahn Gyu-back, spoke.", "Ahn Gyu-back", "KR"),
    ("Major General Ole bin Salim of Oman spoke.", "Ole bin Salim", "OM"),
    ("Secretary of Defense Jane Roe spoke.", "Jane Roe", "US"),
    ("NATO Secretary General Mark Rutte spoke.", "Mark Rutte", "NATO"),
    ("Rear Admiral David Proctor, Chief of Navy, Royal New Zealand Navy, spoke.", "David Proctor", "NZ"),
]


@pytest.mark.parametrize(("text", "name", "party"), CASES)
def test_person_and_party(survey_of, text, name, party):
    people = [person for person in survey_of(text).people if text[: text.index(name)] is not None and not person.bystander]
    assert [(" ".join(p.name).replace(" - ", "-"), p.party) for p in people] == [(name, party)]


def test_counterpart_has_the_same_office_and_the_other_country(survey_of):
    article = survey_of("The Polish defence minister, Jan Nowak, met his Czech counterpart, Petr Dvorak.")
    assert [(person.party, person.office.lower()) for person in article.people] == [
        ("PL", "defence minister"),
        ("CZ", "defence minister"),
    ]


@pytest.mark.parametrize("met", ["he met his Polish counterpart", "a visitor from Poland called on him"])
def test_whoever_meets_a_counterpart_speaks_for_another_country(survey_of, met):
    article = survey_of(f"PRAGUE, June 27 — Defence Minister Petr Dvorak asked Poland for help when {met}.")
    assert [person.party for person in article.people if person.name] == ["CZ"]


@pytest.mark.parametrize(
    "later", ["Nowak added that.", "Mr Nowak added that.", "The Polish minister added that.", "He added that."]
)
def test_later_mention_joins_the_person(survey_of, later):
    article = survey_of(f"Polish Defence Minister Jan Nowak met the press. {later}")
    assert len(article.people) == 1
    assert len(article.named) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "The destroyers Admiral Tributs and Admiral Panteleev sailed.",
        "They met at King Faisal Naval Base.",
        "INS Sujata, a patrol vessel of the Indian Navy, sailed.",
        "The carrier HMS Queen Elizabeth sailed.",
    ],
)
def test_ships_and_bases_are_no_people(survey_of, text):
    assert survey_of(text).people == []


def test_spokesman_is_a_bystander(survey_of):
    article = survey_of("Pentagon spokesman Pat Ryder said so.")
    assert [person.bystander for person in article.people] == [True]
