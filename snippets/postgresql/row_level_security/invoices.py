"""Invoices of two tenants, and a policy that each tenant sees its own."""

from sqlalchemy import Engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

POLICY = """
    CREATE POLICY own_rows ON invoice
    USING (tenant = current_setting('app.tenant', true))
"""


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoice"

    number: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]


def new_invoices() -> Engine:
    """An engine for a database with one invoice of each tenant."""
    engine = new_engine(on="postgresql")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Invoice(tenant="acme"), Invoice(tenant="globex")])
        session.commit()
    return engine


def force_policy(engine: Engine) -> None:
    """Apply the policy to everyone, the table's owner included."""
    with engine.begin() as connection:
        for change in ("ENABLE", "FORCE"):
            connection.execute(
                text(f"ALTER TABLE invoice {change} ROW LEVEL SECURITY")
            )
        connection.execute(text(POLICY))
