"""Frozen records, one subject a module, and the protocol by which planning asks modalities.

Nothing here imports anything else of ours. The words are those of the glossary in docs/reference/words.md.
"""
