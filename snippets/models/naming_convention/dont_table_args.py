from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"
    __table_args__ = UniqueConstraint("project_id", "name")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int]

#! sqlalchemy.exc.ArgumentError: __table_args__ value must be a tuple, dict, or None

print([type(each).__name__ for each in Agent.__table_args__])
