from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

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

with Session(engine) as session:
    # page: essence
    session.execute(set_tenant, {"tenant": "acme"})
    session.add(Invoice(tenant="acme"))
    session.commit()
    print(session.scalars(select(Invoice.tenant)).all())
    #!> []
