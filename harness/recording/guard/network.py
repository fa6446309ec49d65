"""The servers that a snippet connects to: its own database, and no other."""

from __future__ import annotations

import os
import socket
from typing import Any

from harness.recording.guard import Handlers, Refuse
from harness.recording.guard.files import Files


class Network:
    """The connections of one run. `hosts` are names, addresses, and folders of Unix sockets that may be reached."""

    def __init__(self, hosts: frozenset[str], files: Files, refuse: Refuse) -> None:
        self._hosts = hosts | {address for host in hosts for address in addresses(host)}
        self._files = files
        self._refuse = refuse
        self.handlers: Handlers = {
            "socket.connect": self._connected,
            "socket.sendto": self._connected,
            "socket.bind": self._bound,
            "socket.getaddrinfo": self._resolved,
            "socket.gethostbyname": self._resolved,
        }

    def check_host(self, host: str) -> None:
        """Refuse a server that is not the snippet's."""
        if host not in self._hosts:
            self._refuse(f"reached for the network: {host}")

    def _connected(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            if address[0] not in self._hosts:
                self._refuse(f"reached for the network: {address[0]}:{address[1]}")
        elif not isinstance(address, str) or not (
            os.path.dirname(address) in self._hosts or self._files.may_write(address)
        ):
            self._refuse(f"reached for a socket of the system: {address!r}")

    def _bound(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            self._refuse(f"opens a server port: {address[0]}:{address[1]}")

    def _resolved(self, arguments: tuple[Any, ...]) -> None:
        self.check_host(arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0])


def addresses(host: str) -> set[str]:
    """The addresses of a server's name; none for the folder of a socket."""
    if os.path.isabs(host):
        return set()
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return set()
