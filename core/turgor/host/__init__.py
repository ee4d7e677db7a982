"""Discovery of modalities, guarded calls behind a typed face, and the status of every plugin."""

from turgor.host.asking import USUAL, Asking, Call, Limits, PluginError
from turgor.host.discovery import Found
from turgor.host.host import Host
from turgor.host.processes import end_all
from turgor.host.tracing import trace_line
from turgor.host.uninstalled import NoPlugin, found_at

__all__ = [
    "USUAL",
    "Asking",
    "Call",
    "Found",
    "Host",
    "Limits",
    "NoPlugin",
    "PluginError",
    "end_all",
    "found_at",
    "trace_line",
]
