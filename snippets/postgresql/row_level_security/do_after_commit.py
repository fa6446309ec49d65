from invoices import Invoice, force_policy, new_invoices
from sqlalchemy import Connection, event, select, text
from sqlalchemy.orm import Session, SessionTransaction

engine = new_invoices()
force_policy(engine)

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
