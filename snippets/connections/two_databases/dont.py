from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import Project, new_database, new_engine

engine = new_database(projects=1, on="sqlite")
billing = new_engine(on="sqlite")

# page: from here
class BillingBase(DeclarativeBase):
    pass

class Invoice(BillingBase):
    __tablename__ = "invoice"

    id: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]

# page: to here
BillingBase.metadata.create_all(billing)

# page: from here
# page: essence
with Session(binds={BillingBase: billing}) as session:
    session.add(Invoice(total=100))
    session.commit()
    print(session.scalars(select(Invoice.total)).all())
    #> [100]
    print(session.scalars(select(Project.name)).all())
    #! sqlalchemy.exc.UnboundExecutionError: Could not locate a bind configured on mapper Mapper[Project(project)], SQL expression or this Session.
