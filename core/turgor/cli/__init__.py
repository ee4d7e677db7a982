"""The command line: thin over `turgor.practice`. Results go to stdout, messages and progress to stderr."""

from turgor.cli.group import main, turgor

__all__ = ["main", "turgor"]
