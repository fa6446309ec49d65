from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Membership(Base):
    __tablename__ = "membership"

    project_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)

class Vote(Base):
    __tablename__ = "vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    project_id: Mapped[int] = mapped_column(
        ForeignKey("membership.project_id")
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("membership.user_id"))

Base.metadata.create_all(engine)
#! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.InvalidForeignKey) there is no unique constraint matching given keys for referenced table "membership"

with Session(engine) as session:
    session.add(Membership(project_id=1, user_id=7))
    session.flush()
    session.add(Vote(project_id=1, user_id=7))
    session.commit()
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) foreign key mismatch - "vote" referencing "membership"
    print(session.scalars(select(Vote.user_id)).all())
