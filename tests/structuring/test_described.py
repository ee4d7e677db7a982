"""What docstrings say of records and their fields."""

from turgor.structuring.described import described


class Lamp:
    """Something that shines (``lamp``).

    Attributes:
        watts: how much
            it takes.
        from_, to: hours of use.

    """


def test_a_docstring_is_read_as_a_summary_and_its_fields() -> None:
    """In one line each; one entry may stand for several fields."""
    summary, texts = described(Lamp)
    assert summary == "Something that shines (`lamp`)."
    assert texts == {"watts": "how much it takes.", "from_": "hours of use.", "to": "hours of use."}


def test_nothing_is_said_of_a_record_without_a_docstring() -> None:
    """And that is no mistake."""
    assert described(type("Bare", (), {})) == ("", {})
