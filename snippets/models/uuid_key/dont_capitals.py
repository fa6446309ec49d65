from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UUID] = mapped_column(sa.UUID, primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(id=UUID(int=1), name="apollo"))
    session.commit()

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    #! [sqlite] AttributeError: 'int' object has no attribute 'replace'
    print(project.name, project.id)
    #> [postgresql] apollo 00000000-0000-0000-0000-000000000001
