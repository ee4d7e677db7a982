"""A warm Chromium that prints HTML, spoken to through a pipe: no port is opened and no library is needed."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome-headless-shell")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe")


def found() -> str | None:
    """The browser of this machine, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One page of one browser.

    Attributes:
        version: as it calls itself.
    """

    def __init__(self, path: str, fonts: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, ours_out = _pipe()
        ours_in, theirs_out = _pipe()
        flags = " ".join([*FLAGS, f"--user-data-dir={self._folder.name}"])
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" {flags} about:blank 3<&{theirs_in} 4>&{theirs_out}', path],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out, self._in, self._heard = os.fdopen(ours_out, "wb"), ours_in, b""
        self._sent, self._session = 0, ""
        self.version = str(self._call("Browser.getVersion")["product"])
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def pdf(self, html: str) -> bytes:
        """The HTML as tagged PDF."""
        self._call("Page.setDocumentContent", frameId=self._frame, html=html)
        data = self._call(
            "Page.printToPDF", preferCSSPageSize=True, printBackground=True, generateTaggedPDF=True
        )
        return base64.b64decode(data["data"])

    def seconds(self) -> float:
        """Processor time of all its processes so far."""
        return sum(map(_processor_time, _family(self._process.pid)))

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        self._out.close()
        os.close(self._in)
        self._folder.cleanup()

    def _call(self, method: str, **params: Any) -> Any:
        self._sent += 1
        asked = {"id": self._sent, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        self._out.write(json.dumps(asked).encode() + b"\0")
        self._out.flush()
        while (answer := json.loads(self._message())).get("id") != self._sent:
            pass
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def _message(self) -> bytes:
        while b"\0" not in self._heard:
            if not (more := os.read(self._in, 1 << 20)):
                raise RuntimeError("the browser is gone")
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\0")
        return message


def _family(pid: int) -> list[int]:
    """A process with all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # a process that has just ended
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(path.parent.name))
    family = [pid]
    for one in family:
        family += parents.get(one, [])
    return family


def _processor_time(pid: int) -> float:
    with suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)  # as clock_getcpuclockid(3) makes it on Linux
    return 0.0


def _pipe() -> tuple[int, int]:
    """Both ends of a pipe, with numbers that do not get in the way of 3 and 4."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
