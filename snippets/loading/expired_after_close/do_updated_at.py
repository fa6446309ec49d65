from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    __mapper_args__ = {"eager_defaults": True}

    name: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(default="DRAFT")
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()

# page: from here
with Session(engine, expire_on_commit=False) as session:
    project = session.get_one(Project, "apollo")
    project.status = "ACTIVE"
    session.commit()

print(project.status)
#> ACTIVE
print(isinstance(project.updated_at, datetime))
#> True
