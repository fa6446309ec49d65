"""What a firewall or a proxy does to a connection that was idle for too long."""

import os
import socket

from sqlalchemy import Engine


def cut(engine: Engine) -> None:
    """Cut the pooled connection, without a word to the server."""
    with engine.connect() as connection:
        driver_connection = connection.connection.driver_connection
        assert driver_connection is not None
        descriptor = os.dup(driver_connection.fileno())
    with socket.socket(fileno=descriptor) as line:
        line.shutdown(socket.SHUT_RDWR)
