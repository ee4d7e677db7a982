"""The published schema is the one that the records give."""

from pathlib import Path

from turgor.files import schema_text

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "plan.schema.json"


def test_the_published_schema_is_up_to_date(golden):
    """Whoever changes a record of the plan publishes its schema anew, and sees what changed for readers."""
    golden(PUBLISHED, schema_text())
