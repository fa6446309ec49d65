from sqlalchemy import Column, Integer, String, select
from sqlalchemy.orm import DeclarativeBase, Session

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id = Column(Integer, primary_key=True)
    name = Column(String(100))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project())
    session.commit()
    print(session.scalars(select(Project.name)).all())
    #!> [None]
