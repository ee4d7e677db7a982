"""Discovery of modalities, guarded calls behind a typed face, and the status of every plugin."""

from turgor.host.discovery import Found
from turgor.host.host import Host

__all__ = ["Found", "Host"]
