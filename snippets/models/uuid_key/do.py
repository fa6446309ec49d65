from uuid import UUID

from sqlalchemy import Uuid, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

# page: from here
engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    key = UUID("00000000-0000-0000-0000-000000000001")
    session.add(Project(id=key, name="apollo"))
    session.commit()

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(project.name, project.id)
    #> apollo 00000000-0000-0000-0000-000000000001
