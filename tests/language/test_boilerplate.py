"""Every example of ``boilerplate.yaml`` is boilerplate, every counter-example is news."""

import time

import pytest

from truceline.language.boilerplate import entries, kind_of_boilerplate, tail_of

EXAMPLES = [(entry.id, example) for entry in entries() for example in entry.examples]
COUNTER_EXAMPLES = [(entry.id, example) for entry in entries() for example in entry.counter_examples]

# Sentences of news that hold the words of boilerplate.
NEWS = [
    "Follow-on forces reached the town on Tuesday.",
    "The channel on Telegram said to follow the evacuation route to the south.",
    "Subscribers of the state network lost their connection after the strike.",
    "Read out in both languages, the terms of the truce were met with silence.",
    "The photo shows the minister with two commanders who were killed a week later.",
    "Share of the dead who were civilians: 61 percent, the monitors said.",
    "Published figures of the ministry put the toll at 1,204.",
    "Copyright of the film of the massacre lies with the family of the man who took it, and he is among the missing.",
    "Editing of the tapes was denied by the army.",
    "By 20 September 2023 the army held all heights around the town.",
    "Privacy of the wounded must be respected, the hospital said.",
    "Advertisement hoardings along the road were riddled with bullets.",
    "Tags on the bodies bore only numbers.",
    "Topics of the talks were the exchange of prisoners and the reopening of the road.",
    "Home Affairs Minister Jane Doe said eight people had been arrested.",
    "Contact the enemy had sought for weeks came on Sunday, when a column of tanks ran into the positions.",
    "Click-clack, the sound of the rifles, was the last that she heard of her brother.",
    "Support our troops with all you have, the president told the nation on Sunday.",
    "Reuters was not able to confirm the number of dead.",
    "Source close to the talks: both sides agreed to a pause of 72 hours.",
    "Video: not even a film of the attack would change the mind of the council, said the envoy, who had seen it twice "
    "and who had counted at least 31 bodies in the yard of the clinic before those with the camera were told to go; "
    "the commander of the brigade said afterwards that his men had fired on nobody in that street, that the clinic had "
    "been empty for a week, and that the dead had been brought there from elsewhere by those who now wept for them, "
    "and he called on the council to send its own doctors, whom he promised safe passage, to count the dead and to say of "  # noqa: E501
    "what they had died and when, which the council said it would do before the end of the week if both sides agreed.",
]

BOILERPLATE = [
    "FOLLOW US ON TWITTER",
    "READ MORE: Who controls what in the valley",
    "Read more »",
    "ALSO READ: Army chief visits front",
    "Photo: AFP",
    "(Photo by Jane Doe/Agence France-Presse via Getty Images)",
    "A tank near the front. [File: Jane Doe/Reuters]",
    "(Reporting by Jane Doe in Goma and John Roe in Kinshasa; Writing by Mary Major; Editing by Richard Miles)",
    "Reporting by Jane Doe; additional reporting by John Roe, Editing by Mary Major",
    "Our Standards: The Thomson Reuters Trust Principles.",
    "(With inputs from AFP, Reuters)",
    "Associated Press writer Jane Doe in Cairo contributed to this report.",
    "© 2024 The Associated Press. All rights reserved.",
    "Copyright © 2024 The Daily. All Rights Reserved.",
    "Sign up to our newsletter",
    "Subscribe to our channel on Telegram",
    "ADVERTISEMENT",
    "Updated: 20 Sep 2023, 06:05 PM IST",
    "Share on Facebook Share on Twitter",
    "By Jane Doe, Associated Press",
    "Last Updated 5 hours ago",
    "Tags: Sudan, RSF, El Fasher",
    "Join us on WhatsApp",
]


@pytest.mark.parametrize(("id_", "text"), EXAMPLES)
def test_examples(id_: str, text: str) -> None:
    assert kind_of_boilerplate(text) == id_


@pytest.mark.parametrize(("id_", "text"), COUNTER_EXAMPLES)
def test_counter_examples(id_: str, text: str) -> None:
    assert kind_of_boilerplate(text) is None


@pytest.mark.parametrize("text", NEWS)
def test_news_that_holds_the_words_of_boilerplate(text: str) -> None:
    assert kind_of_boilerplate(text) is None
    assert tail_of(text) is None


@pytest.mark.parametrize("text", BOILERPLATE)
def test_more_boilerplate(text: str) -> None:
    assert kind_of_boilerplate(text) is not None


CREDITS = "(Reporting by Jane Doe; Editing by John Roe)"
RIGHTS = "Copyright 2022 Example Agency. All rights reserved."
TAILS = [
    (f"The army took the town. {CREDITS}", CREDITS),
    (f"He was 14. {RIGHTS}", RIGHTS),
    ("“We will stay.” © 2023 AFP", "© 2023 AFP"),
    ("The army took the town. Reporting by local radio put the dead at nine.", None),
    ("The army took the town.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tail"), TAILS)
def test_boilerplate_at_the_end_of_news(text: str, tail: str | None) -> None:
    cut = tail_of(text)
    assert (None if cut is None else text[cut:]) == tail


def test_no_text_takes_long() -> None:
    hard = [
        "Share " * 40,
        "By " + "Jane Doe, " * 40,
        "x" * 600,
        "Reporting by " + "Jane and " * 60,
        "Tags: " + "a " * 100,
        "home > " * 40,
        "#a " * 90,
        "September 20, 2023 " * 20,
        "(" * 300,
        "Copyright " * 50,
        "a/" * 150,
        "-" * 300,
    ]
    began = time.perf_counter()
    for text in hard:
        kind_of_boilerplate(text)
        tail_of("He said. " + text)
    assert time.perf_counter() - began < 1.0
