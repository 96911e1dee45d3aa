def test_open_pair_takes_part_in_the_next_engagement(records_of):
    call, drill = records_of(
        "The Italian frigate Alpino docked in Algiers, Algeria, on 3 June. "
        "On leaving on 6 June the ship joined a passing exercise with the Algerian Navy."
    )
    assert (call["kind"], drill["kind"]) == ("port_call", "exercise")
    assert set(call["parties"]) == set(drill["parties"]) == {"IT", "DZ"}


def test_the_bloc_is_the_organisation_named_before(records_of):
    (record,) = records_of("The SCO is growing. The bloc's defence ministers met in Qingdao on 3 June.")
    assert "SCO" in record["parties"]
    assert record["kind"] == "ministerial"


def test_here_is_the_city_of_the_dateline(records_of):
    (record,) = records_of("MUSCAT, June 4 - The defence ministers of India and Oman met here on Tuesday.", "2025-06-04")
    assert (record["city"], record["country"], record["start"]) == ("Muscat", "OM", "2025-06-03")


def test_the_call_makes_the_talk_a_call(records_of):
    (record,) = records_of(
        "U.S. Secretary of Defense Jane Roe spoke with Australia's Richard Marles on 3 June. The call dealt with drones."
    )
    assert record["kind"] == "call"
