"""The tables as they were when the test database was made: no status yet."""

from sqlalchemy import Column, MetaData, String, Table, Uuid

tables = MetaData()

Table(
    "project",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("name", String(100), unique=True),
)
