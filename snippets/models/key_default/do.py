from uuid import UUID, uuid4

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
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
