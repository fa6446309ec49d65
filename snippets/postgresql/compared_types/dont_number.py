from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    due: Mapped[date]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(id=7, title="2026", due=date(2026, 3, 1)))
    session.commit()

    number = 2026
    titles = select(Task.title).where(Task.title == number)
    print(session.scalars(titles).all())
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) operator does not exist: character varying = integer
