from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status="ACITVE"))
    session.commit()
    print(session.scalars(select(Project.status)).all())
    #!> ['ACITVE']
