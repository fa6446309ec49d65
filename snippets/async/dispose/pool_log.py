"""Collects what the pool writes into the log."""

import logging

errors: list[str] = []


class Collect(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            errors.append(str(record.exc_info[1]))


logging.getLogger("sqlalchemy.pool").addHandler(Collect())
