from contextlib import ExitStack

from limits import connection_limit
from sqlalchemy import Engine, create_engine, text

from domain import new_engine

url = new_engine(on="postgresql").url

# page: from here
def start_worker() -> Engine:
    # page: essence
    return create_engine(url, pool_size=1, max_overflow=3)

def burst(worker: Engine, requests: int) -> None:
    """So many requests at the same time."""
    with ExitStack() as stack:
        for _ in range(requests):
            connection = stack.enter_context(worker.connect())
            connection.execute(text("SELECT 1"))
    print(requests, "requests answered,", end=" ")
    #> 4 requests answered,
    #> 4 requests answered,
    print(worker.pool.checkedin(), "connection(s) left open")
    #> 1 connection(s) left open
    #> 1 connection(s) left open

workers = [start_worker(), start_worker()]
with connection_limit(url, 5):
    try:
        for worker in workers:
            burst(worker, requests=4)
    finally:
        for worker in workers:
            worker.dispose()
