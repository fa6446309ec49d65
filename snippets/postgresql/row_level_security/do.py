from invoices import Invoice, new_invoices
from sqlalchemy import select, text
from sqlalchemy.orm import Session

engine = new_invoices()

# page: from here
POLICY = """
    CREATE POLICY own_rows ON invoice
    USING (tenant = current_setting('app.tenant', true))
"""

with engine.begin() as connection:
    connection.execute(text("ALTER TABLE invoice ENABLE ROW LEVEL SECURITY"))
    # page: essence
    connection.execute(text("ALTER TABLE invoice FORCE ROW LEVEL SECURITY"))
    connection.execute(text(POLICY))

set_tenant = text("SELECT set_config('app.tenant', :tenant, true)")

with Session(engine) as session:
    session.execute(set_tenant, {"tenant": "acme"})
    print(session.scalars(select(Invoice.tenant)).all())
    #> ['acme']
