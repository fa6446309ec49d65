from invoices import Invoice, force_policy, new_invoices
from sqlalchemy import select, text
from sqlalchemy.orm import Session

engine = new_invoices()
force_policy(engine)

# page: from here
set_tenant = text("SELECT set_config('app.tenant', :tenant, true)")

with Session(engine) as session:
    # page: essence
    session.execute(set_tenant, {"tenant": "acme"})
    session.add(Invoice(tenant="acme"))
    session.commit()
    print(session.scalars(select(Invoice.tenant)).all())
    #!> []
