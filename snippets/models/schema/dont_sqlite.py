from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    __table_args__ = {"schema": "planning"}

    id: Mapped[int] = mapped_column(primary_key=True)

# page: essence
engine = new_engine(on="sqlite")
Base.metadata.create_all(engine)
#! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) unknown database planning

with Session(engine) as session:
    session.add(Project())
    session.commit()
    print(session.scalars(select(Project.id)).all())
