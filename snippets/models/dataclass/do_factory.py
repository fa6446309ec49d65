from uuid import UUID, uuid4

from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: from here
class Project(Base, kw_only=True):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=uuid4)
    name: Mapped[str]

print(type(Project(name="apollo").id).__name__)
#> UUID
