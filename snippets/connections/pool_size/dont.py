from contextlib import ExitStack

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import QueuePool

from domain import new_engine

url = new_engine(on="postgresql").url

# page: from here
def start_worker() -> Engine:
    # page: essence
    return create_engine(url)

def burst(worker: Engine, requests: int) -> None:
    """So many requests at the same time."""
    with ExitStack() as stack:
        for _ in range(requests):
            connection = stack.enter_context(worker.connect())
            connection.execute(text("SELECT 1"))

def idle(worker: Engine) -> int:
    assert isinstance(worker.pool, QueuePool)
    return worker.pool.checkedin()

workers = [start_worker() for _ in range(4)]
for worker in workers:
    burst(worker, requests=8)
    print("a worker answered 8 requests at the same time")
    #> a worker answered 8 requests at the same time
    #> a worker answered 8 requests at the same time
    #> a worker answered 8 requests at the same time
    #> a worker answered 8 requests at the same time

print("connections that stay open:", sum(map(idle, workers)))
#!> connections that stay open: 20

# page: to here
for worker in workers:
    worker.dispose()
