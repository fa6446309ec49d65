from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="DRAFT")

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(text("INSERT INTO project (name) VALUES ('apollo')"))
    print(session.scalar(select(Project.status)))
    #> DRAFT
