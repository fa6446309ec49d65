from sqlalchemy import ForeignKeyConstraint, select
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
    # page: essence
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "user_id"],
            ["membership.project_id", "membership.user_id"],
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    user_id: Mapped[int]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Membership(project_id=1, user_id=7))
    session.flush()
    session.add(Vote(project_id=1, user_id=7))
    session.commit()
    print(session.scalars(select(Vote.user_id)).all())
    #> [7]
