from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: essence
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    status: Mapped[str] = mapped_column(default="DRAFT")
    name: Mapped[str]

#! sqlalchemy.exc.InvalidRequestError: Python dataclasses error encountered when creating dataclass for 'Project': TypeError("non-default argument 'name' follows default argument..."). Please refer to Python dataclasses documentation for additional information.

print(Project(name="apollo"))
