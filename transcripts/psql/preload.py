import os
import sys

from sqlalchemy import create_engine, text

url = f"postgresql+psycopg://sa@localhost:{os.environ['PORT']}/mas_framework"
engine = create_engine(url)


def server_process() -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT pg_backend_pid()"))


before = server_process()
if os.fork() == 0:  # the worker
    if "--dispose" in sys.argv:
        engine.dispose(close=False)
    print("the worker uses the parent's connection:", server_process() == before, flush=True)
    os._exit(0)
os.wait()
print("the parent still has its connection:", server_process() == before)
