import pytest

CASES = [
    ("The defence ministers of Chile and Peru, Ana Roe and Luis Poe, met in Lima on Monday.", "bilateral"),
    ("Chilean Defence Minister Ana Roe spoke by telephone on Monday with her Peruvian counterpart, Luis Poe.", "call"),
    ("The 4th round of staff talks between the Indian and Omani armies was held in Muscat on Monday.", "dialogue"),
    ("The Joint Defence Working Group of India and Oman met in Muscat on 3 June.", "working_group"),
    ("Indian Defence Minister Rajnath Singh arrived in Muscat on Monday on an official visit to Oman.", "visit"),
    ("The Italian frigate Alpino docked at the port of Algiers on Monday.", "port_call"),
    ("Troops of India and Oman began a joint exercise at Salalah in Oman on Monday.", "exercise"),
    ("Officers of Kenya completed a training course run by the British Army in Nairobi on Monday.", "training"),
    ("The defence ministers of Chile, Peru and Ecuador met in Quito on Monday.", "ministerial"),
    ("NATO leaders gathered in The Hague on 25 June.", "summit"),
    ("India and Oman signed a memorandum of understanding on defence in Muscat on Monday.", "signing"),
    ("The Lagos Maritime Symposium of navies from 30 countries opened in Nigeria on Monday.", "conference"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_kind(records_of, text, kind):
    assert [record["kind"] for record in records_of(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The sale will help Morocco to meet current and future threats, the Pentagon said on Monday.",
        "Such exercises between India and Nepal strengthen old friendships.",
        "India called for talks with Pakistan.",
        "Turkey guards the Montreux Convention of 1936.",
        "Russian media described the war in Ukraine.",
    ],
)
def test_no_engagement(records_of, text):
    assert records_of(text) == []
