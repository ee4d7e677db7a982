"""The sample packages have tests of their own, which run where they are installed and not here."""

collect_ignore_glob = ["turgor-*"]
