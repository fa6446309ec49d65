from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    metadata: Mapped[dict[str, str]] = mapped_column(JSON)

#! [sqlalchemy<2.1] sqlalchemy.exc.InvalidRequestError: Attribute name 'metadata' is reserved when using the Declarative API.
#! [sqlalchemy>=2.1] sqlalchemy.exc.SAWarning: Attribute name 'metadata' should be left reserved for the MetaData instance when using a Declarative class.

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(metadata={"budget": "low"}))
    session.commit()
    print(session.scalar(select(Project.metadata)))
    #> [sqlalchemy>=2.1] {'budget': 'low'}
