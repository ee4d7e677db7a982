"""Messages for people."""

from __future__ import annotations

from datetime import date

from turgor.domain.messages import Phrase, plain

WAIT = Phrase("test.wait", "Wait {days} days after {cause}, until {day}: {states}.")


def test_a_phrase_becomes_a_message_with_params():
    """The parameters stay values; only the English text writes them out."""
    message = WAIT(days=7, cause="the peel", day=date(2027, 3, 5), states=("a", "b"))
    assert message.params["day"] == date(2027, 3, 5)
    assert message.text == "Wait 7 days after the peel, until 5 March 2027: a, b."


def test_braces_in_a_content_text_are_just_text():
    """A text from a content file is never taken for a template."""
    assert plain("rule.x", "keep {this} as it is").text == "keep {this} as it is"
