"""A report with one query that ends, and one that the database cancels."""

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

ENDLESS = """\
WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000000000
)
SELECT count(*) FROM numbers"""


def report(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        try:
            connection.execute(text(ENDLESS))
        except OperationalError:
            pass  # The service answers 503.
