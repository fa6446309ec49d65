from invoices import Invoice, force_policy, new_invoices
from sqlalchemy import select, text
from sqlalchemy.orm import Session

engine = new_invoices()
force_policy(engine)

# page: from here
# page: essence
set_tenant = text("SELECT set_config('app.tenant', :tenant, true)")

with Session(engine) as session:
    session.execute(set_tenant, {"tenant": "acme"})
    print(session.scalars(select(Invoice.tenant)).all())
    #> ['acme']
    session.commit()

with Session(engine) as session:
    print("the next request:", session.scalars(select(Invoice.tenant)).all())
    #> the next request: []
