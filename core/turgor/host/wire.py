"""Messages over a socket: whole or not at all, and never waited for longer than there is time."""

from __future__ import annotations

import socket
import struct
import time

_HEAD = struct.Struct("!I")
_CHUNK = 1 << 20


class Wire:
    """One end of a connection between two processes."""

    def __init__(self, socket_: socket.socket) -> None:
        self._socket = socket_

    def send(self, message: bytes, deadline: float | None = None) -> None:
        """Raises TimeoutError at the deadline (of the monotonic clock), and OSError where nobody is there."""
        self._socket.settimeout(_left(deadline))
        self._socket.sendall(_HEAD.pack(len(message)) + message)

    def receive(self, most: int | None = None, deadline: float | None = None) -> bytes:
        """Raises TimeoutError at the deadline, EOFError where the other end is gone, ValueError above `most` bytes."""
        (size,) = _HEAD.unpack(self._exactly(_HEAD.size, deadline))
        if most is not None and size > most:
            raise ValueError(size)
        return self._exactly(size, deadline)

    def quiet(self) -> bool:
        """Whether the other end is there and has said nothing."""
        try:
            self._socket.settimeout(0)
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        self._socket.close()

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        read = bytearray()
        while len(read) < size:
            self._socket.settimeout(_left(deadline))
            more = self._socket.recv(min(size - len(read), _CHUNK))
            if not more:
                raise EOFError
            read += more
        return bytes(read)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
