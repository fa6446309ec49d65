"""A pooler in front of PostgreSQL, which does what PgBouncer does with `pool_mode = transaction`.

Each transaction gets a connection to the server, the one that was used last if several are free.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import URL

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
PORT = 6432
READY, IDLE = b"Z", b"I"
FLUSH, ENDS_REQUEST = b"H", b"SQ"  # Sync, Query
DESCRIBED = b"TnE"  # the last answer to a statement that is prepared
ASKS = (3, 5, 10, 11)  # the server's questions while it authenticates


async def message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readexactly(5)
    length = int.from_bytes(head[1:], "big")
    return head + await reader.readexactly(length - 4)


async def log_in(client: Stream, server: Stream) -> None:
    size = await client[0].readexactly(4)
    server[1].write(size + await client[0].readexactly(int.from_bytes(size, "big") - 4))
    while not (answer := await message(server[0])).startswith(READY):
        client[1].write(answer)
        if answer[:1] == b"R" and int.from_bytes(answer[5:9], "big") in ASKS:
            server[1].write(await message(client[0]))
    client[1].write(answer)


async def transaction(first: bytes, client: Stream, server: Stream) -> None:
    """Pass on requests and answers until the server is in no transaction."""
    request = first
    while True:
        server[1].write(request)
        if request.startswith(FLUSH):
            while (answer := await message(server[0]))[:1] not in DESCRIBED:
                client[1].write(answer)
            client[1].write(answer)
        elif request[:1] in ENDS_REQUEST:
            while not (answer := await message(server[0])).startswith(READY):
                client[1].write(answer)
            client[1].write(answer)
            if answer.endswith(IDLE):
                return
        request = await message(client[0])


def through_pooler(url: URL) -> URL:
    return url.set(host=None, port=None, query={"host": os.getcwd(), "port": str(PORT)})


@asynccontextmanager
async def pooler(url: URL) -> AsyncIterator[None]:
    free: list[Stream] = []
    clients: list[asyncio.Task[None] | None] = []

    async def connect() -> Stream:
        if url.host:
            return await asyncio.open_connection(url.host, url.port or 5432)
        folder, port = url.query["host"], url.query.get("port", "5432")
        return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")

    async def serve(*client: *Stream) -> None:
        clients.append(asyncio.current_task())
        server = await connect()
        try:
            await log_in(client, server)
            free.append(server)
            while not (request := await message(client[0])).startswith(b"X"):
                server = free.pop()
                await transaction(request, client, server)
                free.append(server)
        except asyncio.IncompleteReadError:  # the client or the server is gone
            server[1].close()
        finally:
            client[1].close()

    listener = await asyncio.start_unix_server(serve, f".s.PGSQL.{PORT}")
    try:
        yield
    finally:
        listener.close()
        await asyncio.gather(*(task for task in clients if task), return_exceptions=True)
        for server in free:
            server[1].close()
