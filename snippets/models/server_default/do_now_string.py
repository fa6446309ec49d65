from datetime import datetime

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
engine = create_engine("sqlite://")

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project())
    session.commit()
    created_at = session.scalars(select(Project.created_at)).one()
    print(type(created_at).__name__)
    #> datetime
