"""How Alembic reaches the database, and the models it compares it with."""

import os

from alembic import context
from sqlalchemy import create_engine

from domain import Base

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()

engine.dispose()
