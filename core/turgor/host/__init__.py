"""Discovery of modalities, guarded calls behind a typed face, and the status of every plugin."""

from turgor.host.discovery import Found
from turgor.host.host import Host
from turgor.host.uninstalled import NoPlugin, found_at

__all__ = ["Found", "Host", "NoPlugin", "found_at"]
