from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    status: Mapped[str] = mapped_column(default="OPEN")

def claim(session: Session, now: datetime) -> str | None:
    open_jobs = select(Job).where(Job.status == "OPEN")
    first = open_jobs.order_by(Job.id).limit(1)
    job = session.scalar(first.with_for_update(skip_locked=True))
    if job is None:
        return None
    # page: essence
    job.status = "RUNNING"
    return job.title

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Job(title="index the backlog"))
    session.commit()

# page: from here
noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
with Session(engine) as worker, worker.begin():
    print("12:00", claim(worker, noon))
    #> 12:00 index the backlog

# That worker is killed before it is done.
with Session(engine) as worker, worker.begin():
    print("12:10", claim(worker, noon + timedelta(minutes=10)))
    #!> 12:10 None
