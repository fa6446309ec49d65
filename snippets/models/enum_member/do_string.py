from sqlalchemy import Enum, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(
        Enum("DRAFT", "ACTIVE", name="project_status", validate_strings=True)
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status="ACITVE"))
    session.commit()
    #! sqlalchemy.exc.StatementError: (builtins.LookupError) 'ACITVE' is not among the defined enum values. Enum name: project_status. Possible values: DRAFT, ACTIVE
    print(session.scalars(select(Project.status)).all())
