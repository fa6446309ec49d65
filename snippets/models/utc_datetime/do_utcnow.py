from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import UtcDateTime, new_engine

engine = new_engine()

class Base(DeclarativeBase):
    type_annotation_map = {datetime: UtcDateTime}

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    started_at: Mapped[datetime] = mapped_column(
        default=lambda: datetime.now(UTC)
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task())
    session.commit()
    print(session.scalars(select(Task.started_at)).one().tzinfo)
    #> UTC
