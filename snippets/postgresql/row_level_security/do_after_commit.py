from sqlalchemy import Connection, event, select, text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    SessionTransaction,
    mapped_column,
)

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Invoice(Base):
    __tablename__ = "invoice"

    number: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Invoice(tenant="acme"), Invoice(tenant="globex")])
    session.commit()

POLICY = """
    CREATE POLICY own_rows ON invoice
    USING (tenant = current_setting('app.tenant', true))
"""

with engine.begin() as connection:
    connection.execute(text("ALTER TABLE invoice ENABLE ROW LEVEL SECURITY"))
    connection.execute(text("ALTER TABLE invoice FORCE ROW LEVEL SECURITY"))
    connection.execute(text(POLICY))

# page: from here
set_tenant = text("SELECT set_config('app.tenant', :tenant, true)")

@event.listens_for(Session, "after_begin")
def begin(
    session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    # page: essence
    connection.execute(set_tenant, {"tenant": session.info["tenant"]})

with Session(engine, info={"tenant": "acme"}) as session:
    session.add(Invoice(tenant="acme"))
    session.commit()
    print(session.scalars(select(Invoice.tenant)).all())
    #> ['acme', 'acme']
