from sqlalchemy import UniqueConstraint, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"
    # page: essence
    __table_args__ = (
        UniqueConstraint("project_id", "name"),
        {"comment": "Who does the work"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int]

Base.metadata.create_all(engine)
for constraint in inspect(engine).get_unique_constraints("agent"):
    print(constraint["column_names"])
    #> ['project_id', 'name']
