def test_headings_say_where_and_when_and_with_whom(records_of):
    text = (
        "The minister was on the road this week.\n\n"
        "Madrid, Monday. German Defence Minister Boris Pistorius met his Spanish counterpart Margarita Robles.\n\n"
        "Lisbon, Tuesday. Boris Pistorius met Portuguese Defence Minister Nuno Melo."
    )
    found = [(record["city"], record["start"]) for record in records_of(text, "2025-06-07")]
    assert found == [("Madrid", "2025-06-02"), ("Lisbon", "2025-06-03")]


def test_one_heading_alone_is_no_heading(survey_of):
    assert not survey_of("First words.\n\nMadrid. The ministers met.").labels
