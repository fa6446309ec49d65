from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: from here
# page: essence
class HasStatus(MappedAsDataclass, kw_only=True):
    status: Mapped[str] = mapped_column(default="DRAFT")

class Project(HasStatus, Base, kw_only=True):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]

print(Project(name="apollo").status)
#> DRAFT
