"""The reference page of the command line says what the commands say."""

from collections.abc import Callable
from pathlib import Path

from turgor.cli import turgor
from turgor.cli.group import COMMANDS
from turgor.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_page_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    """`make docs` writes it anew."""
    golden(PAGE, reference())


def test_every_command_has_its_section() -> None:
    """Subcommands of groups too."""
    page = reference()
    for command in [*COMMANDS, "plugins list"]:
        assert f"\n## turgor {command}\n" in page


def test_every_command_exists_under_its_name_and_says_more_than_the_list() -> None:
    """The list of commands is kept beside the commands so that none is imported; this keeps them in step."""
    for name, line in COMMANDS.items():
        command = turgor.get_command(None, name)
        assert command is not None
        assert command.name == name
        assert command.help
        assert line.endswith(".")
